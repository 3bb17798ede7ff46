#include "state.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "television.h"

static int write_all(int file, tvpass_bytes bytes) {
  while (bytes.length > 0) {
    const ssize_t count = write(file, bytes.bytes, bytes.length);
    if (count <= 0) {
      return 0;
    }
    bytes.bytes += count;
    bytes.length -= (uint32_t)count;
  }
  return 1;
}

/* A file that is replaced as a whole, and for its owner alone, so that no loss of power leaves half of it: written, synced,
 * then renamed. */
int state_keep(const char *file, tvpass_bytes saved) {
  char fresh[4096];
  int made;
  int is_kept;
  if (file == NULL) {
    return 1;
  }
  if (snprintf(fresh, sizeof fresh, "%s.new", file) >= (int)sizeof fresh) {
    return 0;
  }
  /* One that a killed process left may be readable by others. */
  (void)unlink(fresh);
  made = open(fresh, O_WRONLY | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
  if (made < 0) {
    return 0;
  }
  is_kept = write_all(made, saved) && fsync(made) == 0;
  is_kept = close(made) == 0 && is_kept;
  return is_kept && rename(fresh, file) == 0;
}

tvpass_bytes state_kept(const char *file) {
  static uint8_t memory[STATE_BYTES];
  tvpass_bytes saved = {memory, 0};
  FILE *stored = file == NULL ? NULL : fopen(file, "rb");
  if (stored != NULL) {
    saved.length = (uint32_t)fread(memory, 1, sizeof memory, stored);
    (void)fclose(stored);
  }
  return saved;
}
