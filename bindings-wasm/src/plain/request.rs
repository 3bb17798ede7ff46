//! A request that is ready to be sent.

use core::str;

use tvpass::message::{Method, Request};

use super::{Plain, Sheet};

impl Plain for Method {
    const TYPE: &'static str = "Method";

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        self.as_str().write(sheet);
    }
}

impl Plain for Request<'_> {
    const TYPE: &'static str = "Request";

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        sheet.object(|sheet| {
            sheet.member("method", &self.method);
            sheet.member("target", &self.target);
            sheet.key(&"headers".into());
            sheet.object(|sheet| {
                for (name, value) in self.headers.iter() {
                    sheet.member(name.as_str(), &value);
                }
            });
            // Forms are ASCII, and JSON is UTF-8.
            sheet.member("body", &str::from_utf8(self.body).unwrap_or_default());
        });
    }
}
