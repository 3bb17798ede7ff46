/* Gives the library a length beyond a block of the heap. */
#include <stdlib.h>

#include "board.h"
#include "tvpass.h"

int program(void) {
  uint8_t *block = malloc(8);
  uint8_t memory[64];
  const tvpass_bytes id = {block, 9};
  const tvpass_buffer buffer = {memory, sizeof memory};
  tvpass_string value;
  uint32_t at;
  for (at = 0; at < 8; at++) {
    block[at] = 'x';
  }
  (void)tvpass_device_identifier_encode(id, buffer, &value, NULL);
  free(block);
  return 0;
}
