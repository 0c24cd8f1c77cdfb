/* A disk that remembers in which order it was told what. Preloaded, it stands between a process and the files of one folder
   (KAITING_DISK): each write, truncation and sync goes into a log (KAITING_DISK_LOG), from which a test makes what a power cut at any
   moment would have left. Nothing is really synced: whether it would have been is what the log tells. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

struct head {
  uint64_t at, length;
  uint8_t deed, name_length;
} __attribute__((packed));

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static int out = -1;

__attribute__((constructor)) static void begin(void) {
  const char *log = getenv("KAITING_DISK_LOG");
  folder = getenv("KAITING_DISK");
  if (folder && log) out = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* The file's name in the folder; none for any other file. */
static const char *ours(int fd, char path[4096]) {
  char link[40];
  if (out < 0) return NULL;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, 4095);
  if (n < 0) return NULL;
  path[n] = 0;
  size_t outer = strlen(folder);
  if (strncmp(path, folder, outer) || path[outer] != '/' || strlen(path + outer + 1) > 255) return NULL;
  return path + outer + 1;
}

static void all(const void *from, size_t length) {
  const char *at = from;
  while (length > 0) {
    ssize_t n = syscall(SYS_write, out, at, length);
    if (n <= 0) abort();
    at += n;
    length -= n;
  }
}

static void note(char deed, const char *name, uint64_t at, const void *data, uint64_t length) {
  struct head head = {at, length, deed, strlen(name)};
  all(&head, sizeof head);
  all(name, head.name_length);
  if (data) all(data, length);
}

static ssize_t written(int fd, const void *data, size_t length, int here, off_t at) {
  char path[4096];
  const char *name = ours(fd, path);
  if (!name) return here ? syscall(SYS_write, fd, data, length) : syscall(SYS_pwrite64, fd, data, length, at);
  pthread_mutex_lock(&turn);
  if (here) at = lseek(fd, 0, SEEK_CUR);
  ssize_t n = here ? syscall(SYS_write, fd, data, length) : syscall(SYS_pwrite64, fd, data, length, at);
  if (n > 0) note('w', name, at, data, n);
  pthread_mutex_unlock(&turn);
  return n;
}

ssize_t write(int fd, const void *data, size_t length) { return written(fd, data, length, 1, 0); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return written(fd, data, length, 0, at); }
ssize_t pwrite64(int fd, const void *data, size_t length, off_t at) { return written(fd, data, length, 0, at); }

int ftruncate(int fd, off_t length) {
  char path[4096];
  const char *name = ours(fd, path);
  if (!name) return syscall(SYS_ftruncate, fd, length);
  pthread_mutex_lock(&turn);
  int done = syscall(SYS_ftruncate, fd, length);
  if (!done) note('t', name, 0, NULL, length);
  pthread_mutex_unlock(&turn);
  return done;
}
int ftruncate64(int fd, off_t length) { return ftruncate(fd, length); }

static int synced(int fd, long call) {
  char path[4096];
  const char *name = ours(fd, path);
  if (!name) return syscall(call, fd);
  pthread_mutex_lock(&turn);
  note('s', name, 0, NULL, 0);
  pthread_mutex_unlock(&turn);
  return 0;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }
