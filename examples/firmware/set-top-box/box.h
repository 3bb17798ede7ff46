/* A box under Linux: a socket, clocks, lines on the terminal, a file. */
#ifndef BOX_H
#define BOX_H

#include "connection.h"
#include "options.h"
#include "television.h"

typedef struct box {
  connection *service;
  /* The file of the installation; NULL keeps nothing. */
  const char *state;
} box;

/* Starts the television on this box, which stays where it is; 0 once it has said why it does not start. */
int box_start(box *self, television *tv, const options *given);

#endif
