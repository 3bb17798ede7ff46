//! Sign-in, end to end.

use tvpass_flow_tests::{Television, World};

#[test]
fn a_viewer_signs_in_on_the_second_screen() {
    let mut world = World::new(1);
    let television = world.add(Television::new());
    world.run();
    println!("{:#?}", world.television(television).log());
    assert_eq!(world.television(television).last(), "signed in at Cablevision");
}
