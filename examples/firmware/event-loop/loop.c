#include "loop.h"

#include <limits.h>
#include <poll.h>
#include <string.h>

#include "clock.h"

struct loop {
  struct pollfd files[LOOP_FILES];
  struct {
    loop_ready *call;
    void *self;
  } ready[LOOP_FILES];
  struct {
    uint64_t at;
    loop_ring *call;
    void *self;
  } timers[LOOP_TIMERS];
  int is_over;
};

loop *loop_make(void) {
  static loop only;
  uint32_t place;
  memset(&only, 0, sizeof only);
  for (place = 0; place < LOOP_FILES; place++) {
    /* poll(2) passes over it. */
    only.files[place].fd = -1;
  }
  return &only;
}

/* The place of a file; -1 stands for a place that is free. */
static uint32_t place_of(const loop *of, int file) {
  uint32_t place = 0;
  while (place < LOOP_FILES && of->files[place].fd != file) {
    place++;
  }
  return place;
}

int loop_watch(loop *of, int file, short events, loop_ready *ready, void *self) {
  uint32_t place = place_of(of, file);
  if (place == LOOP_FILES && events != 0) {
    place = place_of(of, -1);
  }
  if (place == LOOP_FILES) {
    return events == 0;
  }
  of->files[place].fd = events == 0 ? -1 : file;
  of->files[place].events = events;
  of->files[place].revents = 0;
  of->ready[place].call = ready;
  of->ready[place].self = self;
  return 1;
}

void loop_at(loop *of, uint32_t timer, uint64_t millis, loop_ring *ring, void *self) {
  of->timers[timer].at = millis;
  of->timers[timer].call = ring;
  of->timers[timer].self = self;
}

void loop_stop(loop *of, uint32_t timer) {
  of->timers[timer].call = NULL;
}

/* Milliseconds for poll(2) to wait, -1 for no end. */
static int patience(const loop *of) {
  const uint64_t now = clock_monotonic_millis();
  uint64_t shortest = INT_MAX;
  int is_set = 0;
  uint32_t timer;
  for (timer = 0; timer < LOOP_TIMERS; timer++) {
    if (of->timers[timer].call != NULL) {
      const uint64_t rest = of->timers[timer].at > now ? of->timers[timer].at - now : 0;
      shortest = rest < shortest ? rest : shortest;
      is_set = 1;
    }
  }
  return is_set ? (int)shortest : -1;
}

static void ring_timers(loop *of) {
  const uint64_t now = clock_monotonic_millis();
  uint32_t timer;
  for (timer = 0; timer < LOOP_TIMERS; timer++) {
    loop_ring *const call = of->timers[timer].call;
    if (call != NULL && of->timers[timer].at <= now) {
      of->timers[timer].call = NULL;
      call(of->timers[timer].self);
    }
  }
}

static void tell_files(loop *of) {
  uint32_t place;
  for (place = 0; place < LOOP_FILES; place++) {
    const short events = of->files[place].revents;
    if (of->files[place].fd >= 0 && events != 0) {
      of->files[place].revents = 0;
      of->ready[place].call(of->ready[place].self, of->files[place].fd, events);
    }
  }
}

void loop_run(loop *of) {
  while (!of->is_over) {
    if (poll(of->files, LOOP_FILES, patience(of)) > 0) {
      tell_files(of);
    }
    ring_timers(of);
  }
}

void loop_end(loop *of) {
  of->is_over = 1;
}
