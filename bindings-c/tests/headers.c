/* Cases of headers, both directions; of SAML answers and of URLs. */
#include <stddef.h>

#include "json.h"
#include "vectors.h"

#define MOST_KEYS 8

static tvpass_detail detail;

static void print_written(tvpass_result result, tvpass_string value) {
  json_open("written", '{');
  if (result == TVPASS_RESULT_OK) {
    json_string("value", value);
  } else {
    print_refusal(result, &detail);
  }
  json_close('}');
}

static void run_authorization(const vector *of) {
  tvpass_string value;
  const tvpass_result result = tvpass_bearer_encode(member_of(of, "token"), WRITTEN, &value, &detail);
  print_written(result, value);
}

static void run_identifier(const vector *of) {
  const tvpass_string id = member_of(of, "id");
  const tvpass_bytes bytes = {(const uint8_t *)id.bytes, id.length};
  tvpass_string value;
  tvpass_bytes found;
  tvpass_result result = tvpass_device_identifier_encode(bytes, WRITTEN, &value, &detail);
  print_written(result, value);
  result = tvpass_device_identifier_decode(member_of(of, "value"), DECODED, &found, &detail);
  json_open("read", '{');
  if (result == TVPASS_RESULT_OK) {
    const tvpass_string hexadecimal = text_of("0123456789abcdef");
    uint32_t at;
    json_open("bytes", '[');
    for (at = 0; at < found.length; at++) {
      const char digits[2] = {hexadecimal.bytes[found.bytes[at] >> 4], hexadecimal.bytes[found.bytes[at] & 0xf]};
      const tvpass_string byte = {digits, sizeof digits};
      json_string(NULL, byte);
    }
    json_close(']');
  } else {
    json_open("error", '{');
    json_string("kind", text_of("invalid"));
    json_close('}');
  }
  json_close('}');
}

static tvpass_result encode_info(const vector *of, tvpass_string *value) {
  const tvpass_device_info info = {
      .primary_hardware_type = member_of(of, "fields.primaryHardwareType"),
      .model = member_of(of, "fields.model"),
      .version = member_of(of, "fields.version"),
      .manufacturer = member_of(of, "fields.manufacturer"),
      .vendor = member_of(of, "fields.vendor"),
      .os_name = member_of(of, "fields.osName"),
      .os_family = member_of(of, "fields.osFamily"),
      .os_vendor = member_of(of, "fields.osVendor"),
      .os_version = member_of(of, "fields.osVersion"),
      .browser_name = member_of(of, "fields.browserName"),
      .browser_vendor = member_of(of, "fields.browserVendor"),
      .browser_version = member_of(of, "fields.browserVersion"),
      .user_agent = member_of(of, "fields.userAgent"),
      .diagonal_screen_size = member_of(of, "fields.diagonalScreenSize"),
      .connection_ip = member_of(of, "fields.connectionIp"),
      .connection_type = member_of(of, "fields.connectionType"),
      .application_id = member_of(of, "fields.applicationId"),
      .display_width = optional_number_of(member_of(of, "fields.displayWidth")),
      .display_height = optional_number_of(member_of(of, "fields.displayHeight")),
      .display_ppi = optional_number_of(member_of(of, "fields.displayPpi")),
      .connection_port = optional_number_of(member_of(of, "fields.connectionPort")),
      .connection_secure = member_of(of, "fields.connectionSecure").length == 0 ? TVPASS_TRISTATE_UNKNOWN
                           : is_equal(member_of(of, "fields.connectionSecure"), text_of("true")) ? TVPASS_TRISTATE_YES
                                                                                                 : TVPASS_TRISTATE_NO,
  };
  return tvpass_device_info_encode(&info, WRITTEN, value, &detail);
}

static void print_info(const tvpass_received_device_info *info) {
  json_open("fields", '{');
  json_text("primaryHardwareType", &info->primary_hardware_type);
  json_text("model", &info->model);
  json_text("version", &info->version);
  json_text("manufacturer", &info->manufacturer);
  json_text("vendor", &info->vendor);
  json_text("osName", &info->os_name);
  json_text("osFamily", &info->os_family);
  json_text("osVendor", &info->os_vendor);
  json_text("osVersion", &info->os_version);
  json_text("browserName", &info->browser_name);
  json_text("browserVendor", &info->browser_vendor);
  json_text("browserVersion", &info->browser_version);
  json_text("userAgent", &info->user_agent);
  json_optional("displayWidth", info->display_width);
  json_optional("displayHeight", info->display_height);
  json_optional("displayPpi", info->display_ppi);
  json_number_text("diagonalScreenSize", &info->diagonal_screen_size);
  json_text("connectionIp", &info->connection_ip);
  json_optional("connectionPort", info->connection_port);
  json_truth("connectionSecure", info->connection_secure);
  json_text("connectionType", &info->connection_type);
  json_text("applicationId", &info->application_id);
  json_close('}');
}

static void run_info(const vector *of) {
  static tvpass_received_device_info info;
  tvpass_string value;
  tvpass_result result = encode_info(of, &value);
  print_written(result, value);
  result = tvpass_device_info_decode(member_of(of, "value"), DECODED, &info, &detail);
  json_open("read", '{');
  if (result == TVPASS_RESULT_OK) {
    print_info(&info);
  } else {
    print_refusal(result, &detail);
  }
  json_close('}');
}

static void print_error(const char *name, const tvpass_text *code, const tvpass_text *message) {
  json_open(name, '{');
  json_text("code", code);
  json_text("message", message);
  json_close('}');
}

static void run_framework_status(const vector *of) {
  const tvpass_partner_framework_status status = {member_of(of, "fields.accessStatus"),
                                                  member_of(of, "fields.permissionError.code"),
                                                  member_of(of, "fields.permissionError.message"),
                                                  member_of(of, "fields.providerId"),
                                                  number_of(member_of(of, "fields.expirationDate")),
                                                  member_of(of, "fields.providerError.code"),
                                                  member_of(of, "fields.providerError.message")};
  tvpass_received_framework_status found;
  tvpass_string value;
  tvpass_result result = tvpass_partner_framework_status_encode(&status, WRITTEN, &value, &detail);
  print_written(result, value);
  json_boolean("valid", tvpass_partner_framework_status_is_valid(&status, number_of(member_of(of, "now"))));
  result = tvpass_partner_framework_status_decode(member_of(of, "value"), DECODED, &found, &detail);
  json_open("read", '{');
  if (result == TVPASS_RESULT_OK) {
    json_open("fields", '{');
    json_name("accessStatus", &found.access_status);
    print_error("permissionError", &found.permission_error_code, &found.permission_error_message);
    json_text("providerId", &found.provider_id);
    json_told("expirationDate", found.expiration_date);
    print_error("providerError", &found.provider_error_code, &found.provider_error_message);
    json_close('}');
  } else {
    print_refusal(result, &detail);
  }
  json_close('}');
}

static void run_identity(const vector *of) {
  tvpass_string names[MOST_KEYS];
  tvpass_string values[MOST_KEYS];
  uint32_t count = 0;
  tvpass_string value;
  tvpass_value keys;
  tvpass_result result;
  while (count < MOST_KEYS && item_of(of, "keys.#.0", count).bytes != NULL) {
    names[count] = item_of(of, "keys.#.0", count);
    values[count] = item_of(of, "keys.#.1", count);
    count++;
  }
  result = tvpass_temp_pass_identity_encode(names, values, count, WRITTEN, &value, &detail);
  print_written(result, value);
  result = tvpass_temp_pass_identity_decode(member_of(of, "value"), DECODED, &keys, &detail);
  json_open("read", '{');
  if (result == TVPASS_RESULT_OK) {
    json_value(NULL, "keys", &keys);
  } else {
    print_refusal(result, &detail);
  }
  json_close('}');
}

void run_header(const vector *of) {
  static const struct {
    const char *file;
    void (*run)(const vector *of);
  } files[] = {{"authorization", run_authorization},
               {"device_identifier", run_identifier},
               {"device_info", run_info},
               {"partner_framework_status", run_framework_status},
               {"temp_pass_identity", run_identity}};
  uint32_t index;
  for (index = 0; index < sizeof files / sizeof files[0]; index++) {
    if (is_equal(text_of(of->file), text_of(files[index].file))) {
      files[index].run(of);
    }
  }
}

void run_platform_id(const vector *of) {
  tvpass_bytes id;
  const tvpass_result result =
      tvpass_device_identifier_of_platform(member_of(of, "platformId"), WRITTEN, &id, &detail);
  if (result == TVPASS_RESULT_OK) {
    json_string("id", (tvpass_string){(const char *)id.bytes, id.length});
  } else {
    print_refusal(result, &detail);
  }
}

void run_saml(const vector *of) {
  tvpass_string value;
  const tvpass_result result = tvpass_saml_response_encode(member_of(of, "saml"), WRITTEN, &value, &detail);
  if (result == TVPASS_RESULT_OK) {
    json_string("value", value);
  } else {
    print_refusal(result, &detail);
  }
}
