//! Writes Swift that makes a value of every public type, for the test that none of them prints a secret.
//!
//! Kotlin and Python find and fill all types while the test runs. Swift cannot, so that the list is written here, from
//! what the library says of itself: `tvpass-samples LIBRARY FILE`.

use std::fmt::Write as _;
use std::{env, fs};

use anyhow::{Context, Result, bail};
use heck::{ToLowerCamelCase, ToUpperCamelCase};
use uniffi_bindgen::interface::{Enum, Field, Record, Type, Variant};
use uniffi_bindgen::{BindgenLoader, BindgenPaths, ComponentInterface, GlobalConfig};

fn main() -> Result<()> {
    let [_, library, file] = <[String; 3]>::try_from(env::args().collect::<Vec<_>>())
        .map_err(|_| anyhow::anyhow!("usage: tvpass-samples LIBRARY FILE"))?;
    let loader = BindgenLoader::new(BindgenPaths::default(), GlobalConfig::default());
    let interfaces = loader.load_cis(loader.load_metadata(library.as_str().into())?)?;
    let [interface] = interfaces.as_slice() else { bail!("{library} has more than one interface") };
    fs::write(&file, Samples { interface }.file()?).with_context(|| format!("cannot write {file}"))
}

/// An expression, and whether what it makes has a secret somewhere.
struct Sample {
    expression: String,
    holds_secret: bool,
}

struct Samples<'a> {
    interface: &'a ComponentInterface,
}

impl Samples<'_> {
    fn file(&self) -> Result<String> {
        let mut text = "// A value of every record and of every case, with the sentinel in place of every secret.\n\n\
                        import Foundation\n\n@testable import TVPass\n\n\
                        func addSamples(_ add: (_ type: String, _ holdsSecret: Bool, _ value: Any) -> Void) {\n"
            .to_owned();
        for record in self.interface.record_definitions() {
            add(&mut text, record.name(), &self.record(record)?)?;
        }
        for definition in self.interface.enum_definitions() {
            for variant in definition.variants() {
                add(&mut text, definition.name(), &self.case(definition, variant)?)?;
            }
        }
        text.push_str("}\n");
        Ok(text)
    }

    fn record(&self, record: &Record) -> Result<Sample> {
        self.call(type_name(record.name()), record.fields())
    }

    fn case(&self, definition: &Enum, variant: &Variant) -> Result<Sample> {
        let is_error = self.interface.is_name_used_as_error(definition.name());
        // The generator writes the cases of errors as types.
        let case = if is_error { variant.name().to_upper_camel_case() } else { variant.name().to_lower_camel_case() };
        let name = format!("{}.{case}", type_name(definition.name()));
        if variant.has_fields() {
            self.call(name, variant.fields())
        } else {
            Ok(Sample { expression: name, holds_secret: false })
        }
    }

    fn call(&self, name: String, fields: &[Field]) -> Result<Sample> {
        let mut call = Sample { expression: name, holds_secret: false };
        let mut separator = "(";
        for field in fields {
            let value = self.value(&uniffi_bindgen::interface::AsType::as_type(field))?;
            call.holds_secret |= value.holds_secret;
            write!(call.expression, "{separator}{}: {}", field.name().to_lower_camel_case(), value.expression)?;
            separator = ", ";
        }
        call.expression.push(')');
        Ok(call)
    }

    fn value(&self, of: &Type) -> Result<Sample> {
        let plain = |expression: &str| Ok(Sample { expression: expression.to_owned(), holds_secret: false });
        match of {
            Type::String => plain("\"text\""),
            Type::Boolean => plain("true"),
            Type::Float64 => plain("1.5"),
            Type::UInt8 | Type::UInt16 | Type::UInt32 | Type::UInt64 | Type::Int64 => plain("1"),
            Type::Custom { name, .. } => custom(name),
            Type::Optional { inner_type } => self.value(inner_type),
            Type::Sequence { inner_type } => {
                let Sample { expression, holds_secret } = self.value(inner_type)?;
                Ok(Sample { expression: format!("[{expression}]"), holds_secret })
            }
            Type::Record { name, .. } => {
                self.record(self.interface.get_record_definition(name).context("a record without definition")?)
            }
            Type::Enum { name, .. } => {
                let definition =
                    self.interface.get_enum_definition(name).context("an enumeration without definition")?;
                self.case(definition, definition.variants().first().context("an enumeration without cases")?)
            }
            other => bail!("there is no sample of {other:?}"),
        }
    }
}

/// The types of Swift that stand for the library's own: the test has a value of each.
fn custom(name: &str) -> Result<Sample> {
    let (expression, holds_secret) = match name {
        "Secret" => ("sentinelSecret", true),
        "SecretBytes" => ("sentinelBytes", true),
        "AttributeValue" => ("sentinelAttribute", true),
        "Timestamp" => ("Date(timeIntervalSince1970: 0)", false),
        _ => bail!("there is no sample of {name}"),
    };
    Ok(Sample { expression: expression.to_owned(), holds_secret })
}

/// The types that `uniffi.toml` renames for Swift.
fn type_name(name: &str) -> String {
    match name {
        "Environment" => "ServiceEnvironment".to_owned(),
        "Settings" => "ClientSettings".to_owned(),
        _ => name.to_upper_camel_case(),
    }
}

fn add(text: &mut String, name: &str, sample: &Sample) -> Result<()> {
    writeln!(text, "    add(\"{name}\", {}, {})", sample.holds_secret, sample.expression)?;
    Ok(())
}
