/* Lines for the viewer, and lines of a log. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "television.h"

/* A line for the viewer, on the standard output. */
void output_tell(const char *what, tvpass_string text);

/* A line of the log, on the standard error: request, status, milliseconds, and `cause` where there was no response. */
void output_observe(const television_exchange *exchange, const char *cause);

#endif
