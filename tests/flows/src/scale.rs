//! Many televisions at once, each with its own bad luck.

use std::collections::BTreeMap;
use std::fmt;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tvpass_simulator::Settings;

use crate::network::Fault;
use crate::person::{Framework, Person};
use crate::plan::Job;
use crate::television::{End, Television};
use crate::watch::Figures;
use crate::world::World;

const MINUTE: u64 = 60 * 1000;
const DAY: i64 = 24 * 60 * 60 * 1000;

/// A run of many televisions.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// The number of televisions.
    pub televisions: usize,
    /// Decides everything that is left to chance.
    pub seed: u64,
    /// Of 10,000 requests, how many meet each of the faults.
    pub fault_rate: u32,
}

/// The result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The number of televisions.
    pub televisions: usize,
    /// Their ends.
    pub ends: BTreeMap<String, usize>,
    /// Televisions that did not end.
    pub without_end: usize,
    /// The counts.
    pub figures: Figures,
    /// The faults that were met.
    pub faults: BTreeMap<String, u64>,
    /// The number of events.
    pub events: u64,
    /// From the first event to the last.
    pub millis: u64,
    /// The promises that were broken.
    pub violations: Vec<String>,
}

/// Runs `plan` to its end.
#[must_use]
pub fn run(plan: Plan) -> Report {
    // Tokens that expire while a viewer signs in.
    let settings = Settings { access_token_millis: 10 * MINUTE, ..Settings::default() };
    let mut world = World::with(plan.seed, settings);
    world.network.set_rate(plan.fault_rate);
    let mut random = StdRng::seed_from_u64(plan.seed);
    // A few come up at every moment, as after a power cut of a whole town.
    let town = 2 * MINUTE;
    for _ in 0..plan.televisions {
        let television = television(&mut random);
        let number = world.add_later(television, random.random_range(0..town));
        bad_luck(&mut world, number, &mut random);
    }
    world.run_until(u64::MAX);
    report(plan, &world)
}

fn television(random: &mut StdRng) -> Television {
    let person = Person {
        thinks_millis: random.random_range(5000..8 * MINUTE),
        misses_codes: u32::from(random.random_bool(0.05)),
        cancels: 0,
        patience: 6,
        ..Person::default()
    };
    let television = Television::new().with_person(person).without_log();
    let television = match random.random_range(0..10) {
        0..5 => television,
        5..7 => television.at(["Dish", "Spectrum", "Cablevision"][random.random_range(0..3)]),
        7..9 => television.here(),
        _ => partner(television, random),
    };
    // Every tenth clock has never been set, or is wrong by years.
    match random.random_range(0..20) {
        0 => television.with_clock_off_by(-20_000 * DAY),
        1 => television.with_clock_off_by(13_000 * DAY),
        _ => television,
    }
}

fn partner(television: Television, random: &mut StdRng) -> Television {
    let provider = ["Cablevision", "Comcast", "Nobody"][random.random_range(0..3)];
    television.here().with_framework(Framework::signed_in(provider)).running(Job::PartnerSignIn)
}

/// Power cuts and clocks that are set.
fn bad_luck(world: &mut World, number: usize, random: &mut StdRng) {
    if random.random_bool(0.2) {
        let loses_storage = random.random_bool(0.3);
        world.cut_power(number, random.random_range(0..20 * MINUTE), loses_storage);
    }
    if random.random_bool(0.2) {
        for _ in 0..random.random_range(1..4) {
            let offset = random.random_range(-20_000 * DAY..20_000 * DAY);
            world.set_clock(number, random.random_range(0..20 * MINUTE), offset);
        }
    }
}

fn report(plan: Plan, world: &World) -> Report {
    let mut ends = BTreeMap::new();
    for end in world.televisions().iter().filter_map(Television::end) {
        let name = match end {
            End::Done => "signed in".to_owned(),
            End::Stopped(actor) => format!("stopped for good, {actor:?} to act"),
            End::GaveUp => "gave up after lapsed codes".to_owned(),
        };
        *ends.entry(name).or_default() += 1;
    }
    let faults = Fault::ALL.iter().zip(world.network.met).map(|(fault, met)| (format!("{fault:?}"), met)).collect();
    Report {
        televisions: plan.televisions,
        without_end: plan.televisions - ends.values().sum::<usize>(),
        ends,
        figures: world.watch.figures.clone(),
        faults,
        events: world.events(),
        millis: world.now(),
        violations: world.watch.violations.clone(),
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let figures = &self.figures;
        let row = |f: &mut fmt::Formatter<'_>, name: &str, value: u64| writeln!(f, "  {name:<34} {value:>10}");
        writeln!(f, "televisions, by how they ended")?;
        for (end, count) in &self.ends {
            row(f, end, *count as u64)?;
        }
        row(f, "without an end", self.without_end as u64)?;
        writeln!(f, "flows that stopped on the way")?;
        for (actor, count) in &figures.stops {
            row(f, &format!("{actor} to act"), *count)?;
        }
        writeln!(f, "requests")?;
        for (endpoint, count) in &figures.requests {
            row(f, endpoint, *count)?;
        }
        row(f, "in all", figures.requests.values().sum())?;
        row(f, "refused for the budget", figures.throttled_by_the_service)?;
        writeln!(f, "faults")?;
        for (fault, count) in &self.faults {
            row(f, fault, *count)?;
        }
        row(f, "in all", self.faults.values().sum())?;
        row(f, "requests overtaken by a later one", figures.overtaken)?;
        writeln!(f, "more")?;
        row(f, "restarts with storage", figures.restarts[0])?;
        row(f, "restarts without storage", figures.restarts[1])?;
        row(f, "jumps of clocks", figures.clock_jumps)?;
        row(f, "codes shown", figures.codes_shown)?;
        row(f, "shortest poll distance, ms", figures.shortest_poll_distance.unwrap_or_default())?;
        row(f, "most registrations of one", figures.most_registrations)?;
        row(f, "events", self.events)?;
        row(f, "virtual minutes", self.millis / MINUTE)?;
        row(f, "broken promises", self.violations.len() as u64)?;
        for violation in self.violations.iter().take(20) {
            writeln!(f, "    {violation}")?;
        }
        Ok(())
    }
}
