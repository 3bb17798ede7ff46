/* Somebody else's first program with the package. */
#include <stdio.h>
#include <tvpass.h>

int main(void) {
  static const uint8_t serial[] = {0x5a, 0x1d, 0x00, 0x42};
  static uint8_t memory[32];
  const tvpass_bytes id = {serial, sizeof serial};
  const tvpass_buffer buffer = {memory, sizeof memory};
  tvpass_string value;
  const tvpass_result result = tvpass_device_identifier_encode(id, buffer, &value, NULL);
  if (result != TVPASS_RESULT_OK) {
    return 1;
  }
  (void)printf("AP-Device-Identifier: %.*s\n", (int)value.length, value.bytes);
  return 0;
}
