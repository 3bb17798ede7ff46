/* Session information in the neutral form of the vectors. */
#include <stddef.h>

#include "json.h"
#include "vectors.h"

static void print_part(const char *name, const tvpass_value *value) {
  if (value->kind != TVPASS_VALUE_KIND_NULL) {
    json_value(NULL, name, value);
  }
}

static void print_version(const tvpass_device_version *version) {
  json_open("version", '{');
  print_part("major", &version->major);
  print_part("minor", &version->minor);
  print_part("patch", &version->patch);
  print_part("profile", &version->profile);
  json_close('}');
}

static void print_hardware(const tvpass_hardware *hardware) {
  json_open("hardware", '{');
  json_text("name", &hardware->name);
  json_text("vendor", &hardware->vendor);
  print_version(&hardware->version);
  json_text("manufacturer", &hardware->manufacturer);
  json_close('}');
}

static void print_operating_system(const tvpass_operating_system *system) {
  json_open("operatingSystem", '{');
  json_text("name", &system->name);
  json_text("family", &system->family);
  json_text("vendor", &system->vendor);
  print_version(&system->version);
  json_close('}');
}

static void print_browser(const tvpass_browser *browser) {
  json_open("browser", '{');
  json_text("name", &browser->name);
  json_text("vendor", &browser->vendor);
  print_version(&browser->version);
  json_text("userAgent", &browser->user_agent);
  json_text("originalUserAgent", &browser->original_user_agent);
  json_close('}');
}

static void print_display(const tvpass_display *display) {
  json_open("display", '{');
  json_optional("width", display->width);
  json_optional("height", display->height);
  json_optional("ppi", display->ppi);
  json_text("name", &display->name);
  json_text("vendor", &display->vendor);
  print_version(&display->version);
  json_number_text("diagonalSize", &display->diagonal_size);
  json_close('}');
}

static void print_connection(const tvpass_device_connection *connection) {
  json_open("connection", '{');
  json_text("ipAddress", &connection->ip_address);
  json_optional("port", connection->port);
  json_truth("secure", connection->secure);
  json_text("type", &connection->connection_type);
  json_close('}');
}

static void print_device(const tvpass_session_device *device) {
  json_open("device", '{');
  json_text("type", &device->device_type);
  json_text("model", &device->model);
  print_version(&device->version);
  print_hardware(&device->hardware);
  print_operating_system(&device->operating_system);
  print_browser(&device->browser);
  print_display(&device->display);
  json_text("applicationId", &device->application_id);
  print_connection(&device->connection);
  json_close('}');
}

void print_information(const tvpass_session_details *information) {
  static tvpass_session_device device;
  tvpass_session_summary summary;
  json_open("answer", '{');
  if (tvpass_session_details_summary(information, &summary) == TVPASS_RESULT_OK) {
    json_value(NULL, "existingParameters", &summary.existing_parameters);
    json_texts("missingParameters", &summary.missing_parameters);
    json_number("notBefore", summary.not_before);
    json_number("notAfter", summary.not_after);
  }
  if (tvpass_session_details_device(information, &device) == TVPASS_RESULT_OK) {
    print_device(&device);
  }
  json_close('}');
}
