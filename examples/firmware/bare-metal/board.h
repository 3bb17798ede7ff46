/* The board that a program without an operating system runs on. */
#ifndef BOARD_H
#define BOARD_H

#include <stdint.h>

/* Prints bytes, none of them zero. */
void board_print(const char *bytes, uint32_t length);

/* What runs on the board; 0 if it went well. */
int program(void);

#endif
