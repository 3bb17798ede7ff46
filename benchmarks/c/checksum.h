/* The arithmetic of src/checksum.rs, for the peers written in C. */
#ifndef TVPASS_BENCHMARKS_CHECKSUM_H
#define TVPASS_BENCHMARKS_CHECKSUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define TAG(name)                                                              \
  ((uint64_t)(sizeof(name) - 1) << 56 | (uint64_t)(uint8_t)(name)[0] << 48 |   \
   (uint64_t)(uint8_t)(name)[sizeof(name) - 3] << 40 |                         \
   (uint64_t)(uint8_t)(name)[sizeof(name) - 2] << 32)

static inline void fold_number(uint64_t *sum, uint64_t tag, uint64_t value) {
  uint64_t spread = (value ^ tag) * UINT64_C(0x9E3779B97F4A7C15);
  *sum += spread ^ (spread >> 32);
}

static inline void fold_ends(uint64_t *sum, uint64_t tag, size_t length,
                             uint8_t first, uint8_t last) {
  fold_number(sum, tag, (uint64_t)length << 16 | (uint64_t)first << 8 | last);
}

static inline void fold_bytes(uint64_t *sum, uint64_t tag, const char *bytes,
                              size_t length) {
  if (length == 0) {
    fold_ends(sum, tag, 0, 0, 0);
  } else {
    fold_ends(sum, tag, length, (uint8_t)bytes[0], (uint8_t)bytes[length - 1]);
  }
}

/* What a literal of known length is compared with: inlined, or else nothing of it is a constant. */
#define ALWAYS_INLINE static inline __attribute__((always_inline))

/* `size` bytes at once; sizes are constants, so that this is one load. */
ALWAYS_INLINE uint64_t load(const char *bytes, size_t size) {
  uint64_t value = 0;
  memcpy(&value, bytes, size);
  return value;
}

/* Compares with a literal in words, all of it unrolled: gcc leaves a memcmp of more than a few bytes to the library. */
ALWAYS_INLINE bool same_bytes(const char *bytes, const char *name,
                              size_t length) {
  size_t size = length >= 8 ? 8 : length >= 4 ? 4 : length >= 2 ? 2 : 1;
  for (size_t at = 0; at + size < length; at += size) {
    if (load(bytes + at, size) != load(name + at, size)) {
      return false;
    }
  }
  return load(bytes + length - size, size) == load(name + length - size, size);
}

static inline bool parse_digits(const char *bytes, size_t length,
                                uint64_t *value) {
  *value = 0;
  for (size_t i = 0; i < length; i++) {
    uint8_t digit = (uint8_t)(bytes[i] - '0');
    if (digit > 9) {
      return false;
    }
    *value = *value * 10 + digit;
  }
  return length != 0;
}

#endif
