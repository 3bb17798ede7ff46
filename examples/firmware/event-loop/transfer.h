/* A second way to the service: a request as a transfer of libcurl's multi interface, which waits in the event loop. */
#ifndef TRANSFER_H
#define TRANSFER_H

#include "loop.h"
#include "television.h"

typedef struct transfers transfers;

/* Is given the event that came of a request, and why there was no response, if there was none. */
typedef void transfer_ended(void *self, const tvpass_event *event, const char *cause);

/* Of which there is one. `timer` is the loop's for libcurl; `ca_file` holds the certificates to trust. NULL without libcurl. */
transfers *transfers_make(loop *in, uint32_t timer, const char *ca_file);

/* Sends a request, and reads its body into this memory. One at a time. 0 if it could not begin. */
int transfer_start(transfers *of, const char *base_url, const tvpass_request *request, tvpass_buffer body,
                   transfer_ended *ended, void *self);

void transfers_free(transfers *of);

#endif
