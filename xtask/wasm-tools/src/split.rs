//! `split INPUT FOLDER`: one linked WebAssembly file into the part that starts the app and those that are loaded when they
//! are needed. Before wasm-bindgen, which only understands the first.

use anyhow::{Context as _, Result, anyhow};
use std::path::PathBuf;

/// As index.html and the parts call each other; all of them stand in one folder.
const MAIN: &str = "app";
const LOADER: &str = "./parts.js";

fn main() -> Result<()> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let (input, folder) = args.next().zip(args.next()).context("split INPUT FOLDER")?;
    let linked = std::fs::read(&input).with_context(|| format!("{} cannot be read", input.display()))?;
    std::fs::create_dir_all(&folder)?;
    let main_file = folder.join(format!("{MAIN}.wasm"));
    let main_module = format!("./{MAIN}.js");
    let mut options = wasm_split_cli_support::Options::new(&linked);
    options.output_dir = &folder;
    options.main_out_path = &main_file;
    options.main_module = &main_module;
    options.link_name = LOADER;
    let split = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{error:?}"))?;
    // One line for each way in: the files that it loads.
    let mut ways: Vec<_> = split.prefetch_map.into_iter().collect();
    ways.sort();
    for (part, files) in ways {
        println!("{part} {}", files.join(" "));
    }
    Ok(())
}
