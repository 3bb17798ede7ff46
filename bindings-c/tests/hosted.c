/* The board of a program that runs under an operating system. */
#include <stdio.h>

#include "board.h"

void board_print(const char *bytes, uint32_t length) {
  (void)fwrite(bytes, 1, length, stdout);
}

int main(void) {
  return program();
}
