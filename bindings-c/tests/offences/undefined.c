/* Adds beyond the largest number. */
#include <limits.h>

#include "board.h"

int program(void) {
  volatile int number = INT_MAX;
  number = number + 1;
  return 0;
}
