/* An event loop over poll(2), as the main thread of a firmware has one: files that become ready, and timers. */
#ifndef LOOP_H
#define LOOP_H

#include <stdint.h>

/* Files that can be watched at once. */
#define LOOP_FILES 8
/* Timers, each by its number. */
#define LOOP_TIMERS 3

typedef void loop_ready(void *self, int file, short events);
typedef void loop_ring(void *self);

typedef struct loop loop;

/* Of which there is one. */
loop *loop_make(void);

/* Calls back while the file is ready for these events of poll(2); 0 events end it. 0 if there are too many files. */
int loop_watch(loop *of, int file, short events, loop_ready *ready, void *self);

/* Calls back once, at this time of the monotonic clock; the timer of that number that was set before is gone. */
void loop_at(loop *of, uint32_t timer, uint64_t millis, loop_ring *ring, void *self);

/* The timer does not ring. */
void loop_stop(loop *of, uint32_t timer);

/* Runs until somebody ends it. */
void loop_run(loop *of);
void loop_end(loop *of);

#endif
