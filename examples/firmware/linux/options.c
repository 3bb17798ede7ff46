#include "options.h"

#include <stdio.h>
#include <string.h>

static const char HELP[] =
    "[OPTION VALUE]...\n"
    "  --base-url URL            the service (http://127.0.0.1:8787)\n"
    "  --ca-file FILE            certificates to trust, for https\n"
    "  --service-provider ID     the programmer (REF30)\n"
    "  --software-statement TEXT what the application registers with\n"
    "  --mvpd ID                 the provider, if it is known before\n"
    "  --domain NAME             the application's domain (adobe.com)\n"
    "  --redirect-url URL        where the login page returns to (https://adobe.com)\n"
    "  --state FILE              keeps the registration over a restart\n"
    "  --serial TEXT             the number of the device\n"
    "  --watch RESOURCE          asks for the right to watch, once signed in\n"
    "  --logout yes              logs out in the end\n"
    "The household alone:\n"
    "  --person ID               the application's own name of the viewer\n"
    "  --link-code CODE          joins the device that shows the code\n"
    "  --devices link|list|leave shows a code for another device, lists the devices, or takes this one out\n";

/* No real service by default. */
static const options DEFAULTS = {
    .base_url = "http://127.0.0.1:8787",
    .service_provider = "REF30",
    .software_statement = "",
    .domain = "adobe.com",
    .redirect_url = "https://adobe.com",
    .serial = "5A1D00427710",
};

int options_parse(options *given, const char *program, int count, char **arguments) {
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
      {"--serial", &given->serial},
      {"--person", &given->person},
      {"--link-code", &given->link_code},
      {"--devices", &given->devices},
  };
  int index;
  *given = DEFAULTS;
  for (index = 1; index < count; index += 2) {
    size_t option = 0;
    while (option < sizeof known / sizeof known[0] && strcmp(known[option].name, arguments[index]) != 0) {
      option++;
    }
    if (option == sizeof known / sizeof known[0] || index + 1 >= count) {
      (void)fprintf(stderr, "%s %s", program, HELP);
      return 0;
    }
    *known[option].value = arguments[index + 1];
  }
  return 1;
}

television_settings options_settings(const options *given) {
  television_settings settings;
  memset(&settings, 0, sizeof settings);
  settings.app.base_url = television_text(given->base_url);
  settings.app.service_provider = television_text(given->service_provider);
  settings.app.software_statement = television_text(given->software_statement);
  settings.app.headers.sender = TVPASS_SENDER_STREAMING_DEVICE;
  settings.sign_in.mvpd = television_text(given->mvpd);
  settings.sign_in.domain_name = television_text(given->domain);
  settings.sign_in.redirect_url = television_text(given->redirect_url);
  settings.resource = television_text(given->watch);
  return settings;
}
