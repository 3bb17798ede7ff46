/* memcpy, memmove, memset and memcmp as small as a firmware's C library has them, for boards without one. */
#include <stddef.h>

#define IS __attribute__((used, noinline, optimize("no-tree-loop-distribute-patterns")))
#define ALIAS(name) __attribute__((used, alias(#name)))

IS void *memcpy(void *to, const void *from, size_t length) {
  unsigned char *target = to;
  const unsigned char *source = from;
  while (length-- > 0) {
    *target++ = *source++;
  }
  return to;
}

IS void *memmove(void *to, const void *from, size_t length) {
  unsigned char *target = to;
  const unsigned char *source = from;
  if (target <= source) {
    return memcpy(to, from, length);
  }
  while (length-- > 0) {
    target[length] = source[length];
  }
  return to;
}

IS void *memset(void *to, int value, size_t length) {
  unsigned char *target = to;
  while (length-- > 0) {
    *target++ = (unsigned char)value;
  }
  return to;
}

IS int memcmp(const void *one, const void *other, size_t length) {
  const unsigned char *left = one;
  const unsigned char *right = other;
  while (length-- > 0) {
    if (*left++ != *right++) {
      return left[-1] - right[-1];
    }
  }
  return 0;
}

/* The names under which Arm's compilers call the same, whose result nobody looks at; memset has its arguments in another
 * order there. */
IS void __aeabi_memset(void *to, size_t length, int value) {
  (void)memset(to, value, length);
}

IS void __aeabi_memclr(void *to, size_t length) {
  (void)memset(to, 0, length);
}

void *__aeabi_memcpy(void *to, const void *from, size_t length) ALIAS(memcpy);
void *__aeabi_memcpy4(void *to, const void *from, size_t length) ALIAS(memcpy);
void *__aeabi_memcpy8(void *to, const void *from, size_t length) ALIAS(memcpy);
void *__aeabi_memmove(void *to, const void *from, size_t length) ALIAS(memmove);
void *__aeabi_memmove4(void *to, const void *from, size_t length) ALIAS(memmove);
void *__aeabi_memmove8(void *to, const void *from, size_t length) ALIAS(memmove);
void __aeabi_memset4(void *to, size_t length, int value) ALIAS(__aeabi_memset);
void __aeabi_memset8(void *to, size_t length, int value) ALIAS(__aeabi_memset);
void __aeabi_memclr4(void *to, size_t length) ALIAS(__aeabi_memclr);
void __aeabi_memclr8(void *to, size_t length) ALIAS(__aeabi_memclr);
