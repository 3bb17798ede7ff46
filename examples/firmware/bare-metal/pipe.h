/* A pipe of bytes with a service at its other end, where a board has a modem or a TLS chip. */
#ifndef PIPE_H
#define PIPE_H

#include "tvpass.h"

/* 0 if the pipe does not take the bytes. */
int pipe_send(tvpass_bytes message);

/* Some bytes of the answer, in pieces of uneven length; 0 if the other end has closed. */
int32_t pipe_receive(tvpass_buffer space);

void pipe_close(void);

/* How many requests have come. */
uint32_t pipe_requests(void);

#endif
