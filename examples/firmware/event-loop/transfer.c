#include "transfer.h"

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "clock.h"

/* A service that says nothing for so long is taken as gone. */
#define PATIENCE_SECONDS 20L
/* The longest address: the base URL, and a target of the request's memory. */
#define ADDRESS_BYTES (512 + TELEVISION_REQUEST_BYTES)

struct transfers {
  loop *in;
  uint32_t timer;
  CURLM *all;
  /* It keeps its connection from one request to the next, and opens another where the server has closed that one. */
  CURL *one;
  struct curl_slist *headers;
  tvpass_buffer body;
  uint32_t length;
  int is_too_large;
  transfer_ended *ended;
  void *self;
};

static void end(transfers *of, CURLcode code) {
  tvpass_event event = television_event(TVPASS_EVENT_KIND_RESPONSE);
  long status = 0;
  curl_off_t seconds = 0;
  (void)curl_multi_remove_handle(of->all, of->one);
  curl_slist_free_all(of->headers);
  of->headers = NULL;
  if (of->is_too_large) {
    event.kind = TVPASS_EVENT_KIND_RESPONSE_TOO_LARGE;
  } else if (code != CURLE_OK) {
    event.kind = TVPASS_EVENT_KIND_NO_RESPONSE;
  }
  (void)curl_easy_getinfo(of->one, CURLINFO_RESPONSE_CODE, &status);
  (void)curl_easy_getinfo(of->one, CURLINFO_RETRY_AFTER, &seconds);
  event.http_status = (uint32_t)status;
  event.delay_millis = (uint64_t)seconds * 1000;
  event.body.bytes = of->body.bytes;
  event.body.length = of->length;
  of->ended(of->self, &event, code == CURLE_OK ? NULL : curl_easy_strerror(code));
}

/* Whatever has ended meanwhile. */
static void collect(transfers *of) {
  int rest = 0;
  const CURLMsg *message = curl_multi_info_read(of->all, &rest);
  if (message != NULL && message->msg == CURLMSG_DONE) {
    end(of, message->data.result);
  }
}

static void file_is_ready(void *self, int file, short events) {
  transfers *of = self;
  int running = 0;
  const int what = ((events & POLLIN) != 0 ? CURL_CSELECT_IN : 0) | ((events & POLLOUT) != 0 ? CURL_CSELECT_OUT : 0) |
                   ((events & (POLLERR | POLLHUP | POLLNVAL)) != 0 ? CURL_CSELECT_ERR : 0);
  (void)curl_multi_socket_action(of->all, file, what, &running);
  collect(of);
}

static void time_has_come(void *self) {
  transfers *of = self;
  int running = 0;
  (void)curl_multi_socket_action(of->all, CURL_SOCKET_TIMEOUT, 0, &running);
  collect(of);
}

/* libcurl says which of its files the loop has to watch. */
static int watch_file(CURL *one, curl_socket_t file, int what, void *self, void *unused) {
  transfers *of = self;
  const short events = (short)((what == CURL_POLL_IN || what == CURL_POLL_INOUT ? POLLIN : 0) |
                               (what == CURL_POLL_OUT || what == CURL_POLL_INOUT ? POLLOUT : 0));
  (void)one;
  (void)unused;
  return loop_watch(of->in, file, what == CURL_POLL_REMOVE ? 0 : events, file_is_ready, of) ? 0 : -1;
}

/* libcurl says when it wants to be called next. */
static int set_timer(CURLM *all, long millis, void *self) {
  transfers *of = self;
  (void)all;
  if (millis < 0) {
    loop_stop(of->in, of->timer);
  } else {
    loop_at(of->in, of->timer, clock_monotonic_millis() + (uint64_t)millis, time_has_come, of);
  }
  return 0;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *self) {
  transfers *of = self;
  const size_t length = size * count;
  if (length > of->body.capacity - of->length) {
    of->is_too_large = 1;
    return 0;
  }
  memcpy(of->body.bytes + of->length, bytes, length);
  of->length += (uint32_t)length;
  return length;
}

/* What is the same for every request: certificates are verified, redirects are answers, nothing is asked of a proxy. */
static int set_up(transfers *of, const char *ca_file) {
  CURLcode code = curl_easy_setopt(of->one, CURLOPT_WRITEFUNCTION, take_body);
  code = code == CURLE_OK ? curl_easy_setopt(of->one, CURLOPT_WRITEDATA, of) : code;
  code = code == CURLE_OK ? curl_easy_setopt(of->one, CURLOPT_NOSIGNAL, 1L) : code;
  code = code == CURLE_OK ? curl_easy_setopt(of->one, CURLOPT_TIMEOUT, PATIENCE_SECONDS) : code;
  code = code == CURLE_OK ? curl_easy_setopt(of->one, CURLOPT_FOLLOWLOCATION, 0L) : code;
  code = code == CURLE_OK ? curl_easy_setopt(of->one, CURLOPT_SSL_VERIFYPEER, 1L) : code;
  code = code == CURLE_OK ? curl_easy_setopt(of->one, CURLOPT_SSL_VERIFYHOST, 2L) : code;
  code = code == CURLE_OK ? curl_easy_setopt(of->one, CURLOPT_PROXY, "") : code;
  if (ca_file != NULL) {
    code = code == CURLE_OK ? curl_easy_setopt(of->one, CURLOPT_CAINFO, ca_file) : code;
  }
  return code == CURLE_OK && curl_multi_setopt(of->all, CURLMOPT_SOCKETFUNCTION, watch_file) == CURLM_OK &&
         curl_multi_setopt(of->all, CURLMOPT_SOCKETDATA, of) == CURLM_OK &&
         curl_multi_setopt(of->all, CURLMOPT_TIMERFUNCTION, set_timer) == CURLM_OK &&
         curl_multi_setopt(of->all, CURLMOPT_TIMERDATA, of) == CURLM_OK;
}

transfers *transfers_make(loop *in, uint32_t timer, const char *ca_file) {
  static transfers only;
  memset(&only, 0, sizeof only);
  only.in = in;
  only.timer = timer;
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    return NULL;
  }
  only.all = curl_multi_init();
  only.one = curl_easy_init();
  if (only.all == NULL || only.one == NULL || !set_up(&only, ca_file)) {
    transfers_free(&only);
    return NULL;
  }
  return &only;
}

static int add_header(transfers *of, tvpass_string name, tvpass_string value) {
  /* The longest value is a token. */
  static char line[TVPASS_SMALL_STORAGE + 1024];
  struct curl_slist *longer;
  const int length = snprintf(line, sizeof line, "%.*s: %.*s", (int)name.length, name.bytes, (int)value.length, value.bytes);
  if (length < 0 || (size_t)length >= sizeof line) {
    return 0;
  }
  longer = curl_slist_append(of->headers, line);
  of->headers = longer == NULL ? of->headers : longer;
  return longer != NULL;
}

/* Exactly the headers of the request; libcurl would ask a server first whether it wants a body. */
static int add_headers(transfers *of, const tvpass_headers *headers) {
  uint32_t index;
  int is_added = add_header(of, television_text("Expect"), television_text(""));
  for (index = 0; index < TVPASS_HEADER_COUNT; index++) {
    if (headers->values[index].bytes != NULL) {
      is_added = is_added && add_header(of, tvpass_header_text(index), headers->values[index]);
    }
  }
  return is_added;
}

int transfer_start(transfers *of, const char *base_url, const tvpass_request *request, tvpass_buffer body,
                   transfer_ended *ended, void *self) {
  static char address[ADDRESS_BYTES];
  const size_t base = strlen(base_url) - (base_url[strlen(base_url) - 1] == '/');
  const int length = snprintf(address, sizeof address, "%.*s%.*s", (int)base, base_url, (int)request->target.length,
                              request->target.bytes);
  CURLcode code;
  of->body = body;
  of->length = 0;
  of->is_too_large = 0;
  of->ended = ended;
  of->self = self;
  if (length < 0 || (size_t)length >= sizeof address || !add_headers(of, &request->headers)) {
    return 0;
  }
  code = curl_easy_setopt(of->one, CURLOPT_URL, address);
  code = code == CURLE_OK ? curl_easy_setopt(of->one, CURLOPT_HTTPHEADER, of->headers) : code;
  if (request->method == TVPASS_METHOD_POST) {
    code = code == CURLE_OK ? curl_easy_setopt(of->one, CURLOPT_POSTFIELDSIZE, (long)request->body.length) : code;
    code = code == CURLE_OK ? curl_easy_setopt(of->one, CURLOPT_COPYPOSTFIELDS, (const char *)request->body.bytes) : code;
  } else {
    code = code == CURLE_OK ? curl_easy_setopt(of->one, CURLOPT_HTTPGET, 1L) : code;
  }
  return code == CURLE_OK && curl_multi_add_handle(of->all, of->one) == CURLM_OK;
}

void transfers_free(transfers *of) {
  curl_slist_free_all(of->headers);
  curl_easy_cleanup(of->one);
  (void)curl_multi_cleanup(of->all);
  curl_global_cleanup();
}
