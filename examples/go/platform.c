/* The functions of a platform, which are Go's. */
#include "_cgo_export.h"

static void tell(void *self, const char *what, tvpass_string text) {
  goTell(self, (char *)what, text);
}

television_platform platform_of(void *self) {
  const television_platform platform = {
      .self = self,
      .now = goNow,
      .tell = tell,
      .keep = goKeep,
      .send = goSend,
      .receive = goReceive,
      .close = goClose,
      .wait = goWait,
  };
  return platform;
}
