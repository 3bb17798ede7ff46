/* The clocks of POSIX. */
#ifndef CLOCK_H
#define CLOCK_H

#include "tvpass.h"

/* Milliseconds since the start of the device. */
uint64_t clock_monotonic_millis(void);

/* Both clocks, and a number that differs from device to device and from call to call. */
tvpass_now clock_now(void);

#endif
