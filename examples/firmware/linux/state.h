/* The file that keeps an installation over a restart. */
#ifndef STATE_H
#define STATE_H

#include "tvpass.h"

/* Replaces the file as a whole; 0 if that failed. Without a file, NULL, nothing is kept. */
int state_keep(const char *file, tvpass_bytes saved);

/* The most that is kept in one. */
#define STATE_BYTES 4096

/* The content of the file, empty if there is none. It stays where it is until the next call. */
tvpass_bytes state_kept(const char *file);

#endif
