//! Many televisions, with everything that can go wrong.

use tvpass_flow_tests::scale::{Plan, run};

const PLAN: Plan = Plan { televisions: 300, seed: 1, fault_rate: 100 };

#[test]
fn hundreds_of_televisions_sign_in_or_say_why_and_break_no_promise() {
    let report = run(PLAN);
    println!("{report}");
    assert!(report.violations.is_empty(), "{report}");
    assert_eq!(report.without_end, 0, "{report}");
    assert!(report.ends["signed in"] >= 290, "{report}");
    // What is to be proved has happened.
    assert!(report.faults.values().all(|met| *met > 0), "{report}");
    assert!(report.figures.restarts.iter().all(|count| *count > 0), "{report}");
    assert!(report.figures.clock_jumps > 0 && report.figures.overtaken > 0, "{report}");
}

#[test]
fn a_seed_repeats_a_run() {
    let plan = Plan { televisions: 60, ..PLAN };
    let (first, second, other) = (run(plan), run(plan), run(Plan { seed: 2, ..plan }));
    assert_eq!(first, second);
    assert_ne!(first, other);
}
