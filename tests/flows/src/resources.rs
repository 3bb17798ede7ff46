//! A list of resources that a flow owns.

use tvpass::flow::ResourceList;

#[derive(Clone, Debug)]
pub(crate) struct Resources(pub(crate) Vec<String>);

impl ResourceList for Resources {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn resource(&self, index: usize) -> Option<&str> {
        self.0.get(index).map(String::as_str)
    }
}
