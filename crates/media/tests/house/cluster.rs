//! Two LiveKit nodes that know of each other by Redis, behind one address, as a court is to run them.

use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

use super::server::Server;
use super::{House, LOCAL, has_livekit};

pub struct Cluster {
    pub house: House,
    pub nodes: Vec<Node>,
    redis: Redis,
}

pub struct Node {
    /// By its own name.
    pub name: String,
    pub server: Server,
}

impl Cluster {
    /// None where there is no LiveKit or no Redis; says so.
    pub async fn open() -> Option<Self> {
        if !has_livekit() {
            return None;
        }
        let redis = Redis::up().await?;
        let door = TcpListener::bind((LOCAL, 0)).await.unwrap();
        let at = door.local_addr().unwrap();
        let mut nodes: Vec<Node> = Vec::new();
        while nodes.len() < 2 {
            let server = Server::start(at, Some(redis.at)).await;
            let known: Vec<&str> = nodes.iter().map(|node| node.name.as_str()).collect();
            let name = redis.node_beside(&known).await;
            nodes.push(Node { name, server });
        }
        let balanced = balance(nodes.iter().map(|node| node.server.at).collect()).await;
        Some(Self {
            house: House::at_livekit(door, format!("http://{balanced}")),
            nodes,
            redis,
        })
    }

    /// The node that has this room.
    pub async fn node_of(&self, room: &str) -> usize {
        let name = self.redis.ask(&format!("HGET room_node_map {room}")).await;
        let has = |node: &Node| name.contains(&node.name);
        self.nodes.iter().position(has).expect("a node has it")
    }

    /// Two rooms of the court's on different nodes, that of the first node first.
    pub async fn rooms(&self) -> [String; 2] {
        let mut found = [None, None];
        for n in 0..100 {
            let room = format!("hearing{n}");
            self.house.engine.create(&room).await.unwrap();
            let node = self.node_of(&room).await;
            found[node].get_or_insert(room);
            if let [Some(one), Some(other)] = &found {
                return [one.clone(), other.clone()];
            }
        }
        panic!("one node gets every room");
    }
}

/// Connections by turns to whatever node answers.
async fn balance(nodes: Vec<SocketAddr>) -> SocketAddr {
    let front = TcpListener::bind((LOCAL, 0)).await.unwrap();
    let at = front.local_addr().unwrap();
    let turn = Arc::new(AtomicUsize::new(0));
    tokio::spawn(async move {
        while let Ok((mut client, _)) = front.accept().await {
            let (nodes, turn) = (nodes.clone(), turn.fetch_add(1, Ordering::Relaxed));
            tokio::spawn(async move {
                for n in 0..nodes.len() {
                    let node = nodes[(turn + n) % nodes.len()];
                    if let Ok(mut server) = TcpStream::connect(node).await {
                        let _ = copy_bidirectional(&mut client, &mut server).await;
                        return;
                    }
                }
            });
        }
    });
    at
}

struct Redis {
    child: Child,
    at: SocketAddr,
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Redis {
    async fn up() -> Option<Self> {
        let free = TcpListener::bind((LOCAL, 0)).await.unwrap();
        let at = free.local_addr().unwrap();
        drop(free);
        let port = at.port().to_string();
        let started = Command::new("redis-server")
            .args(["--bind", "127.0.0.1", "--port", &port, "--save", ""])
            .stdout(Stdio::null())
            .spawn();
        let Ok(child) = started else {
            eprintln!("skipped: there is no redis-server here");
            return None;
        };
        let redis = Self { child, at };
        for _ in 0..100 {
            if TcpStream::connect(at).await.is_ok() {
                return Some(redis);
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!("redis-server does not answer");
    }

    /// What it answers to this, as it is written on the wire.
    async fn ask(&self, what: &str) -> String {
        let mut line = TcpStream::connect(self.at).await.unwrap();
        let asked = format!("{what}\r\nQUIT\r\n");
        line.write_all(asked.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        line.read_to_end(&mut answer).await.unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The name of the node that is there beside these.
    async fn node_beside(&self, known: &[&str]) -> String {
        let found = async {
            loop {
                let names = self.ask("HKEYS nodes").await;
                let mut names = names.lines().filter(|name| name.starts_with("ND_"));
                if let Some(name) = names.find(|name| !known.contains(name)) {
                    return name.to_owned();
                }
                sleep(Duration::from_millis(50)).await;
            }
        };
        timeout(Duration::from_secs(10), found).await.unwrap()
    }
}
