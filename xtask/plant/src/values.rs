//! Values that a function may give in place of its own, by the type that it returns.

use syn::{GenericArgument, Path, PathArguments, ReturnType, Type};

/// Expressions of the return type; the compiler refuses those that do not fit.
pub(crate) fn of(output: &ReturnType) -> Vec<String> {
    match output {
        ReturnType::Default => vec!["()".to_owned()],
        ReturnType::Type(_, kind) => of_type(kind),
    }
}

fn of_type(kind: &Type) -> Vec<String> {
    let texts = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    match kind {
        Type::Path(path) => of_path(&path.path),
        Type::Reference(reference) => match &*reference.elem {
            Type::Path(path) if path.path.is_ident("str") => texts(&["\"\"", "\"xyzzy\""]),
            Type::Slice(_) => texts(if reference.mutability.is_some() { &["&mut []"] } else { &["&[]"] }),
            _ => Vec::new(),
        },
        Type::Tuple(tuple) if tuple.elems.is_empty() => texts(&["()"]),
        Type::Tuple(tuple) => {
            let parts: Vec<_> = tuple.elems.iter().map(of_type).collect();
            let most = parts.iter().map(Vec::len).max().unwrap_or_default();
            let value = |index: usize| {
                let part = |values: &Vec<String>| values.get(index.min(values.len().checked_sub(1)?)).cloned();
                Some(format!("({})", parts.iter().map(part).collect::<Option<Vec<_>>>()?.join(", ")))
            };
            (0..most).filter_map(value).collect()
        }
        _ => Vec::new(),
    }
}

fn of_path(path: &Path) -> Vec<String> {
    let Some(last) = path.segments.last() else { return Vec::new() };
    let inner = first_argument(&last.arguments);
    let wrapped =
        |name: &str| inner.iter().flat_map(|kind| of_type(kind)).map(|value| format!("{name}({value})")).collect();
    let texts = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    match last.ident.to_string().as_str() {
        "bool" => texts(&["true", "false"]),
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => texts(&["0", "1"]),
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => texts(&["0", "1", "-1"]),
        "f32" | "f64" => texts(&["0.0", "1.0", "-1.0"]),
        "Option" => [texts(&["None"]), wrapped("Some")].concat(),
        "Result" if inner.is_none() => texts(&["Ok(Default::default())"]),
        "Result" => wrapped("Ok"),
        _ => texts(&["Default::default()"]),
    }
}

fn first_argument(arguments: &PathArguments) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(kind) => Some(kind),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn values_are_those_of_the_type_and_of_the_types_in_it() {
        let values = |text: &str| of(&syn::parse_str(text).unwrap());
        assert_eq!(values("-> Option<bool>"), ["None", "Some(true)", "Some(false)"]);
        assert_eq!(values("-> Result<(u8, &'a str), Error>"), [r#"Ok((0, ""))"#, r#"Ok((1, "xyzzy"))"#]);
        assert_eq!(values("-> fmt::Result"), ["Ok(Default::default())"]);
        assert_eq!(values(""), ["()"]);
        assert!(values("-> &'a Thing").is_empty());
    }
}
