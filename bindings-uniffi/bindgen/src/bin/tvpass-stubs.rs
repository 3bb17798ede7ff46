//! Writes what Python's type checkers read in place of the generated module: `tvpass-stubs LIBRARY FILE`.
//!
//! A variant of an enumeration is a class of its own that derives from the enumeration, so that `isinstance` narrows.

use std::fmt::Write as _;
use std::{env, fs};

use anyhow::{Context, Result, bail};
use heck::{ToShoutySnakeCase, ToUpperCamelCase};
use uniffi_bindgen::interface::{Argument, AsType, Enum, Field, Method, Object, Record, Type};
use uniffi_bindgen::{BindgenLoader, BindgenPaths, ComponentInterface, GlobalConfig};

const HEAD: &str = "# @generated from the library: what the module offers, for type checkers.\n\n\
                    import enum\nfrom datetime import datetime\nfrom typing import Optional, final\n\n\
                    from tvpass.redacted import Redacted, Secret, SecretBytes\n\n\
                    class InternalError(Exception): ...\n\n";

fn main() -> Result<()> {
    let [_, library, file] = <[String; 3]>::try_from(env::args().collect::<Vec<_>>())
        .map_err(|_| anyhow::anyhow!("usage: tvpass-stubs LIBRARY FILE"))?;
    let loader = BindgenLoader::new(BindgenPaths::default(), GlobalConfig::default());
    let interfaces = loader.load_cis(loader.load_metadata(library.as_str().into())?)?;
    let [interface] = interfaces.as_slice() else { bail!("{library} has more than one interface") };
    fs::write(&file, stubs(interface)?).with_context(|| format!("cannot write {file}"))
}

fn stubs(interface: &ComponentInterface) -> Result<String> {
    let mut text = HEAD.to_owned();
    let mut names = vec!["InternalError".to_owned()];
    for definition in interface.enum_definitions() {
        names.push(definition.name().to_owned());
        text += &if interface.is_name_used_as_error(definition.name()) {
            error(definition)?
        } else if definition.contains_variant_fields() || !definition.is_flat() {
            sealed(definition)?
        } else {
            flat(definition)?
        };
    }
    for definition in interface.record_definitions() {
        names.push(definition.name().to_owned());
        text += &record(definition)?;
    }
    for definition in interface.object_definitions() {
        names.push(definition.name().to_owned());
        text += &object(definition)?;
    }
    for function in interface.function_definitions() {
        names.push(function.name().to_owned());
        writeln!(text, "def {}", signature(function.name(), "", &function.arguments(), function.return_type())?)?;
    }
    let list: Vec<_> = names.iter().map(|name| format!("    \"{name}\",\n")).collect();
    write!(text, "\n__all__ = [\n{}]\n", list.concat())?;
    Ok(text)
}

fn flat(definition: &Enum) -> Result<String> {
    let mut text = format!("class {}(enum.Enum):\n", definition.name().to_upper_camel_case());
    for (index, variant) in definition.variants().iter().enumerate() {
        writeln!(text, "    {} = {index}", variant.name().to_shouty_snake_case())?;
    }
    Ok(text + &methods(definition.methods().iter())? + "\n")
}

fn sealed(definition: &Enum) -> Result<String> {
    let name = definition.name().to_upper_camel_case();
    let mut text = format!("class {name}:\n");
    for variant in definition.variants() {
        let variant_name = variant.name().to_shouty_snake_case();
        writeln!(text, "    @final\n    class {variant_name}({name}):")?;
        text += &fields("        ", "self", variant.fields())?;
    }
    Ok(text + &methods(definition.methods().iter())? + "\n")
}

fn error(definition: &Enum) -> Result<String> {
    let name = definition.name().to_upper_camel_case();
    let mut text = format!("class {name}(Exception):\n");
    // Each error has the same fields, so that they are the base's.
    let common = definition.variants().first().map(uniffi_bindgen::interface::Variant::fields).unwrap_or_default();
    for field in common {
        writeln!(text, "    {}: {}", field.name(), hint(&field.as_type())?)?;
    }
    for variant in definition.variants() {
        writeln!(text, "    @final\n    class {}({name}):", variant.name().to_upper_camel_case())?;
        text += &fields("        ", "self", variant.fields())?;
    }
    Ok(text + "\n")
}

fn record(definition: &Record) -> Result<String> {
    let name = definition.name().to_upper_camel_case();
    let fields = fields("    ", "self, *", definition.fields())?;
    Ok(format!("@final\nclass {name}:\n{fields}{}\n", methods(definition.methods().iter())?))
}

/// The attributes of a value, and how it is made.
fn fields(indent: &str, receiver: &str, fields: &[Field]) -> Result<String> {
    let (mut text, mut parameters) = (String::new(), receiver.trim_end_matches(", *").to_owned());
    if !fields.is_empty() {
        receiver.clone_into(&mut parameters);
    }
    for field in fields {
        let hint = hint(&field.as_type())?;
        writeln!(text, "{indent}{}: {hint}", field.name())?;
        let default = if field.default_value().is_some() { " = ..." } else { "" };
        write!(parameters, ", {}: {hint}{default}", field.name())?;
    }
    writeln!(text, "{indent}def __init__({parameters}) -> None: ...")?;
    Ok(text)
}

fn object(definition: &Object) -> Result<String> {
    let name = definition.name();
    let mut text = format!("@final\nclass {name}:\n");
    for constructor in definition.constructors() {
        let arguments = constructor.arguments();
        if constructor.is_primary_constructor() {
            writeln!(text, "    def __init__({}) -> None: ...", parameters("self", &arguments)?)?;
        } else {
            let parameters = parameters("cls", &arguments)?;
            writeln!(text, "    @classmethod\n    def {}({parameters}) -> {name}: ...", constructor.name())?;
        }
    }
    Ok(text + &methods(definition.methods().into_iter())? + "\n")
}

fn methods<'m>(methods: impl Iterator<Item = &'m Method>) -> Result<String> {
    let mut text = String::new();
    for method in methods {
        let signature = signature(method.name(), "self", &method.arguments(), method.return_type())?;
        writeln!(text, "    def {signature}")?;
    }
    Ok(text)
}

fn signature(name: &str, receiver: &str, arguments: &[&Argument], returns: Option<&Type>) -> Result<String> {
    let returns = returns.map_or(Ok("None".to_owned()), hint)?;
    Ok(format!("{name}({}) -> {returns}: ...", parameters(receiver, arguments)?))
}

fn parameters(receiver: &str, arguments: &[&Argument]) -> Result<String> {
    let mut parameters: Vec<String> = if receiver.is_empty() { Vec::new() } else { vec![receiver.to_owned()] };
    for argument in arguments {
        let default = if argument.default_value().is_some() { " = ..." } else { "" };
        parameters.push(format!("{}: {}{default}", argument.name(), hint(&argument.as_type())?));
    }
    Ok(parameters.join(", "))
}

fn hint(of: &Type) -> Result<String> {
    Ok(match of {
        Type::String => "str".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Float64 => "float".to_owned(),
        Type::UInt8 | Type::UInt16 | Type::UInt32 | Type::UInt64 | Type::Int64 => "int".to_owned(),
        Type::Optional { inner_type } => format!("Optional[{}]", hint(inner_type)?),
        Type::Sequence { inner_type } => format!("list[{}]", hint(inner_type)?),
        Type::Record { name, .. } | Type::Enum { name, .. } | Type::Object { name, .. } => name.to_upper_camel_case(),
        Type::Custom { name, .. } => custom(name)?.to_owned(),
        other => bail!("Python has no hint for {other:?}"),
    })
}

/// The types of Python that stand for the library's own, as `uniffi.toml` names them.
fn custom(name: &str) -> Result<&'static str> {
    Ok(match name {
        "Secret" => "Secret",
        "SecretBytes" => "SecretBytes",
        "AttributeValue" => "Redacted[Value]",
        "Timestamp" => "datetime",
        _ => bail!("Python has no hint for {name}"),
    })
}
