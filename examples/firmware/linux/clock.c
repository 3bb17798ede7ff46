#include "clock.h"

#include <time.h>
#include <unistd.h>

static uint64_t millis_of(clockid_t clock) {
  struct timespec time = {0, 0};
  (void)clock_gettime(clock, &time);
  return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
}

uint64_t clock_monotonic_millis(void) {
  return millis_of(CLOCK_MONOTONIC);
}

tvpass_now clock_now(void) {
  tvpass_now now;
  now.monotonic_millis = millis_of(CLOCK_MONOTONIC);
  now.unix_millis = millis_of(CLOCK_REALTIME);
  now.random = (uint32_t)now.monotonic_millis * 2654435761u ^ (uint32_t)getpid();
  return now;
}
