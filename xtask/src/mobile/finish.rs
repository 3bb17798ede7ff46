//! Generated code as its language has it. In Kotlin values without fields print their names, and what all errors have is the
//! base class's. In Swift methods and documentation of a renamed type use its new name.

use anyhow::{Context, Result, ensure};

const ERROR: &str = "sealed class TvpassException: kotlin.Exception() {\n";

const BASE: &str = "
    /**
     * The fault.
     */
    abstract val `reason`: Reason

    /**
     * The same in words, for a log.
     */
    abstract val `explanation`: kotlin.String

    override val message: kotlin.String
        get() = `explanation`
";

const OWN_MESSAGE: &str =
    "        override val message\n            get() = \"reason=${ `reason` }, explanation=${ `explanation` }\"\n";

pub(super) fn kotlin(text: &str) -> Result<String> {
    let (before, rest) = text.split_once(ERROR).context("the generated code has no class of errors")?;
    let (errors, after) = rest.split_once("\n}\n").context("the class of errors does not end")?;
    ensure!(errors.contains(OWN_MESSAGE), "the generated errors look otherwise than before");
    let errors = errors.replace(OWN_MESSAGE, "").replace("        val `", "        override val `");
    Ok(format!("{}{ERROR}{BASE}{errors}\n}}\n{}", with_names(before), with_names(after)))
}

pub(super) fn swift(text: &str) -> String {
    text.replace("FfiConverterTypeEnvironment_", "FfiConverterTypeServiceEnvironment_")
        .replace("`Environment`", "`ServiceEnvironment`")
}

/// A value that is the only one of its type is declared with the indentation of a nested class.
fn with_names(text: &str) -> String {
    text.replace("\n    object ", "\n    data object ")
}

#[cfg(test)]
mod tests {
    use super::{ERROR, OWN_MESSAGE, kotlin, swift};

    #[test]
    fn a_method_of_a_renamed_type_converts_it_by_its_new_name() {
        assert_eq!(swift("FfiConverterTypeEnvironment_lower(self)"), "FfiConverterTypeServiceEnvironment_lower(self)");
    }

    #[test]
    fn values_print_their_names_and_errors_have_their_fields_in_the_base() {
        let text = format!(
            "sealed class Action {{\n    object Retry : Action()\n}}\n{ERROR}    class Host(\n        val `reason`: Reason,\n{OWN_MESSAGE}    }}\n}}\n"
        );
        let finished = kotlin(&text).unwrap();
        assert!(finished.contains("    data object Retry : Action()\n"));
        assert!(finished.contains("    abstract val `reason`: Reason\n"));
        assert!(finished.contains("    class Host(\n        override val `reason`: Reason,\n    }\n}\n"));
        assert!(kotlin("").is_err());
    }
}
