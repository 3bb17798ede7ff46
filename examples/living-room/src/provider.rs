//! Providers, as a picker shows them and as a partner's framework knows them.

use tvpass::endpoint::Configuration;

/// A provider to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Provider {
    pub(crate) id: String,
    pub(crate) name: String,
}

/// A provider as a partner's framework knows it.
pub(crate) struct PlatformProvider {
    pub(crate) id: String,
    /// R97: the framework's own id of it.
    pub(crate) platform_id: Option<String>,
}

/// R26: temporary access is no provider to choose.
pub(crate) fn providers(configuration: &Configuration<'_>) -> Vec<Provider> {
    let mvpds = configuration.mvpds().filter(|mvpd| !mvpd.is_temp_pass);
    mvpds
        .map(|mvpd| Provider { id: mvpd.id.to_string(), name: mvpd.display_name.unwrap_or(mvpd.id).to_string() })
        .collect()
}

pub(crate) fn platform_providers(configuration: &Configuration<'_>) -> Vec<PlatformProvider> {
    let mvpds = configuration.mvpds().filter(|mvpd| !mvpd.is_temp_pass);
    mvpds
        .map(|mvpd| PlatformProvider {
            id: mvpd.id.to_string(),
            platform_id: mvpd.platform_mapping_id.map(|id| id.to_string()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn temporary_access_is_not_offered_and_a_provider_without_a_name_goes_by_its_id() {
        let configuration = Configuration::decode(
            br#"{"requestor": {"id": "REF30", "mvpds": [
                {"id": "Dish", "displayName": "DISH"}, {"id": "TempPass_TEST40", "isTempPass": true}, {"id": "Cox"}]}}"#,
        )
        .unwrap();
        let names: Vec<_> =
            providers(&configuration).into_iter().map(|provider| (provider.id, provider.name)).collect();
        assert_eq!(names, [("Dish".into(), "DISH".into()), ("Cox".into(), "Cox".into())]);
    }
}
