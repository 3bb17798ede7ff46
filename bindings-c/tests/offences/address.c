/* Reads beyond a block of the heap. */
#include <stdlib.h>

#include "board.h"

int program(void) {
  volatile uint8_t *block = malloc(8);
  const int found = block[8];
  free((void *)block);
  return found & 0;
}
