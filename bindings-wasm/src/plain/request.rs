//! A request that is ready to be sent.

use core::str;

use tvpass::message::{Method, Request};

use super::{Plain, Sheet, key};

impl Plain for Method {
    fn type_name() -> &'static str {
        "Method"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        self.as_str().write(sheet);
    }
}

impl Plain for Request<'_> {
    fn type_name() -> &'static str {
        "Request"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        sheet.object(|sheet| {
            sheet.member(key!("method"), &self.method);
            sheet.member(key!("target"), &self.target);
            sheet.key(key!("headers"));
            sheet.object(|sheet| {
                for (name, value) in self.headers.iter() {
                    sheet.name(&name.as_str().into());
                    value.write(sheet);
                }
            });
            // Forms are ASCII, and JSON is UTF-8.
            sheet.member(key!("body"), &str::from_utf8(self.body).unwrap_or_default());
        });
    }
}
