/* A set-top box under Linux: signs in over a socket, asks to watch, logs out. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "connection.h"
#include "television.h"

static const char HELP[] =
    "set-top-box [OPTION VALUE]...\n"
    "  --base-url URL            the service (http://127.0.0.1:8787)\n"
    "  --ca-file FILE            certificates to trust, for https\n"
    "  --service-provider ID     the programmer (REF30)\n"
    "  --software-statement TEXT what the application registers with\n"
    "  --mvpd ID                 the provider, if it is known before\n"
    "  --domain NAME             the application's domain (adobe.com)\n"
    "  --redirect-url URL        where the login page returns to (https://adobe.com)\n"
    "  --state FILE              keeps the registration over a restart\n"
    "  --watch RESOURCE          asks for the right to watch, once signed in\n"
    "  --logout yes              logs out in the end\n";

typedef struct options {
  const char *base_url;
  const char *ca_file;
  const char *service_provider;
  const char *software_statement;
  const char *mvpd;
  const char *domain;
  const char *redirect_url;
  const char *state;
  const char *watch;
  const char *logout;
} options;

typedef struct box {
  connection *service;
  const char *state;
} box;

static int box_send(void *self, tvpass_bytes message) {
  return connection_send(((box *)self)->service, message);
}

static int32_t box_receive(void *self, tvpass_buffer space) {
  return connection_receive(((box *)self)->service, space);
}

static void box_close(void *self) {
  connection_close(((box *)self)->service);
}

static uint64_t millis_of(clockid_t clock) {
  struct timespec time = {0, 0};
  (void)clock_gettime(clock, &time);
  return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
}

static tvpass_now box_now(void *self) {
  tvpass_now now;
  (void)self;
  now.monotonic_millis = millis_of(CLOCK_MONOTONIC);
  now.unix_millis = millis_of(CLOCK_REALTIME);
  now.random = (uint32_t)now.monotonic_millis * 2654435761u ^ (uint32_t)getpid();
  return now;
}

static void box_wait(void *self, uint64_t until_millis) {
  const uint64_t now = millis_of(CLOCK_MONOTONIC);
  struct timespec time;
  (void)self;
  if (until_millis > now) {
    time.tv_sec = (time_t)((until_millis - now) / 1000);
    time.tv_nsec = (long)((until_millis - now) % 1000) * 1000000;
    (void)nanosleep(&time, NULL);
  }
}

static void box_tell(void *self, const char *what, tvpass_string text) {
  (void)self;
  (void)printf("%s%s%.*s\n", what, text.length == 0 ? "" : ": ", (int)text.length, text.length == 0 ? "" : text.bytes);
  (void)fflush(stdout);
}

static int write_all(int file, tvpass_bytes bytes) {
  while (bytes.length > 0) {
    const ssize_t count = write(file, bytes.bytes, bytes.length);
    if (count <= 0) {
      return 0;
    }
    bytes.bytes += count;
    bytes.length -= (uint32_t)count;
  }
  return 1;
}

/* A file that is replaced as a whole, and for its owner alone, so that no loss of power leaves half of it: written, synced,
 * then renamed. */
static int box_keep(void *self, tvpass_bytes saved) {
  const char *state = ((box *)self)->state;
  char fresh[4096];
  int file;
  int is_kept;
  if (state == NULL) {
    return 1;
  }
  if (snprintf(fresh, sizeof fresh, "%s.new", state) >= (int)sizeof fresh) {
    return 0;
  }
  /* One that a killed process left may be readable by others. */
  (void)unlink(fresh);
  file = open(fresh, O_WRONLY | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
  if (file < 0) {
    return 0;
  }
  is_kept = write_all(file, saved) && fsync(file) == 0;
  is_kept = close(file) == 0 && is_kept;
  return is_kept && rename(fresh, state) == 0;
}

static tvpass_bytes kept(const char *state) {
  static uint8_t memory[TELEVISION_SAVED_BYTES];
  tvpass_bytes saved = {memory, 0};
  FILE *file = state == NULL ? NULL : fopen(state, "rb");
  if (file != NULL) {
    saved.length = (uint32_t)fread(memory, 1, sizeof memory, file);
    (void)fclose(file);
  }
  return saved;
}

/* What the device is hardly ever changes: encoded once, kept for good. */
static tvpass_result describe(tvpass_headers *headers) {
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
  static const uint8_t serial[] = {0x5a, 0x1d, 0x00, 0x42, 0x77, 0x10, 0x9c, 0x3e};
  static const tvpass_bytes id = {serial, sizeof serial};
  static uint8_t memory[512];
  const tvpass_buffer identifier = {memory, 64};
  const tvpass_buffer device = {memory + 64, sizeof memory - 64};
  tvpass_result result =
      tvpass_device_identifier_encode(id, identifier, &headers->values[TVPASS_HEADER_AP_DEVICE_IDENTIFIER], NULL);
  if (result == TVPASS_RESULT_OK) {
    result = tvpass_device_info_encode(&info, device, &headers->values[TVPASS_HEADER_X_DEVICE_INFO], NULL);
  }
  headers->values[TVPASS_HEADER_USER_AGENT] = television_text("set-top-box/1.0");
  return result;
}

static int parse(options *given, int count, char **arguments) {
  const struct {
    const char *name;
    const char **value;
  } known[] = {
      {"--base-url", &given->base_url},
      {"--ca-file", &given->ca_file},
      {"--service-provider", &given->service_provider},
      {"--software-statement", &given->software_statement},
      {"--mvpd", &given->mvpd},
      {"--domain", &given->domain},
      {"--redirect-url", &given->redirect_url},
      {"--state", &given->state},
      {"--watch", &given->watch},
      {"--logout", &given->logout},
  };
  int index;
  for (index = 1; index < count; index += 2) {
    size_t option = 0;
    while (option < sizeof known / sizeof known[0] && strcmp(known[option].name, arguments[index]) != 0) {
      option++;
    }
    if (option == sizeof known / sizeof known[0] || index + 1 >= count) {
      return 0;
    }
    *known[option].value = arguments[index + 1];
  }
  return 1;
}

static television_settings settings_of(const options *given) {
  television_settings settings;
  memset(&settings, 0, sizeof settings);
  settings.app.base_url = television_text(given->base_url);
  settings.app.service_provider = television_text(given->service_provider);
  settings.app.software_statement = television_text(given->software_statement);
  settings.app.headers.sender = TVPASS_SENDER_STREAMING_DEVICE;
  settings.sign_in.place = TVPASS_PLACE_OTHER_DEVICE;
  settings.sign_in.mvpd = television_text(given->mvpd);
  settings.sign_in.domain_name = television_text(given->domain);
  settings.sign_in.redirect_url = television_text(given->redirect_url);
  settings.resource = television_text(given->watch);
  return settings;
}

static int run(television *tv, const options *given) {
  if (television_run(tv, TELEVISION_SIGN_IN) == TVPASS_STEP_KIND_STOP) {
    return EXIT_FAILURE;
  }
  if (given->watch != NULL && television_run(tv, TELEVISION_AUTHORIZE) != TVPASS_STEP_KIND_PERMITTED) {
    return EXIT_FAILURE;
  }
  if (given->logout != NULL && television_run(tv, TELEVISION_LOGOUT) != TVPASS_STEP_KIND_SIGNED_OUT) {
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}

int main(int count, char **arguments) {
  static television tv;
  static box self;
  options given = {"http://127.0.0.1:8787", NULL, "REF30", "", NULL, "adobe.com", "https://adobe.com", NULL, NULL, NULL};
  const television_platform platform = {&self,    box_send, box_receive, box_close,
                                        box_now, box_wait, box_tell,    box_keep};
  television_settings settings;
  tvpass_base_url service;
  if (!parse(&given, count, arguments)) {
    (void)fputs(HELP, stderr);
    return 2;
  }
  settings = settings_of(&given);
  if (tvpass_base_url_parse(settings.app.base_url, &service, NULL) != TVPASS_RESULT_OK ||
      describe(&settings.app.headers) != TVPASS_RESULT_OK) {
    (void)fputs("The base URL is none\n", stderr);
    return 2;
  }
  self.service = connection_to(&service, given.ca_file);
  self.state = given.state;
  if (self.service == NULL || television_start(&tv, &platform, &settings, kept(given.state)) != TVPASS_RESULT_OK) {
    (void)fputs("There is no connection to be had\n", stderr);
    return EXIT_FAILURE;
  }
  return run(&tv, &given);
}
