#include "device.h"

#include <stddef.h>

#include "television.h"

/* What the device is hardly ever changes: encoded once, kept for good. */
tvpass_result device_describe(tvpass_headers *headers, const char *serial) {
  static const tvpass_device_info info = {
      .primary_hardware_type = TELEVISION_TEXT("SetTopBox"),
      .model = TELEVISION_TEXT("Example Box"),
      .version = TELEVISION_TEXT("1"),
      .manufacturer = TELEVISION_TEXT("Example"),
      .os_name = TELEVISION_TEXT("Linux"),
      .os_version = TELEVISION_TEXT("6.1"),
      .connection_type = TELEVISION_TEXT("LAN"),
      .connection_secure = TVPASS_TRISTATE_NO,
      .application_id = TELEVISION_TEXT("com.example.set-top-box"),
  };
  static uint8_t hash[TVPASS_PLATFORM_ID_BYTES];
  static uint8_t identifier_memory[128];
  static uint8_t device_memory[448];
  const tvpass_buffer identifier = {identifier_memory, sizeof identifier_memory};
  const tvpass_buffer device = {device_memory, sizeof device_memory};
  tvpass_bytes id;
  tvpass_result result =
      tvpass_device_identifier_of_platform(television_text(serial), (tvpass_buffer){hash, sizeof hash}, &id, NULL);
  if (result == TVPASS_RESULT_OK) {
    result = tvpass_device_identifier_encode(id, identifier, &headers->values[TVPASS_HEADER_AP_DEVICE_IDENTIFIER], NULL);
  }
  if (result == TVPASS_RESULT_OK) {
    result = tvpass_device_info_encode(&info, device, &headers->values[TVPASS_HEADER_X_DEVICE_INFO], NULL);
  }
  headers->values[TVPASS_HEADER_USER_AGENT] = television_text("example-box/1.0");
  return result;
}
