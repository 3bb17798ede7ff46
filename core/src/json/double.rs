//! Decimal numbers as double precision, rounded correctly.
//!
//! Our own, since the standard library's keeps a path to a panic. It divides whole numbers of 4,096 bits by hand, which is
//! slow and short: nothing of the protocol is a fraction but the size of a screen.

/// Digits that decide: 767 can lie on the boundary between two values, and one more says on which side.
const DIGITS: i32 = 768;
const LIMBS: usize = 128;
const BITS: i32 = 4096;
/// The weight of the last bit of the smallest value.
const LOWEST: i32 = -1074;
const MANTISSA_BITS: i32 = 52;
const INFINITY: u64 = 0x7FF << MANTISSA_BITS;

/// The value of `text`, which is a number by the grammar of JSON.
pub(super) fn parse(text: &str) -> f64 {
    let (sign, magnitude) = match text.as_bytes() {
        [b'-', magnitude @ ..] => (1 << 63, magnitude),
        magnitude => (0, magnitude),
    };
    f64::from_bits(sign | Decimal::read(magnitude).to_bits())
}

/// `digits` times ten to the power of `exponent`.
struct Decimal {
    digits: Whole,
    count: i32,
    exponent: i32,
}

impl Decimal {
    fn read(text: &[u8]) -> Self {
        let mut decimal = Self { digits: Whole([0; LIMBS]), count: 0, exponent: 0 };
        let (mut is_fraction, mut is_inexact) = (false, false);
        let mut rest = text;
        while let [byte, after @ ..] = rest {
            match byte {
                b'.' => is_fraction = true,
                b'0'..=b'9' => decimal.push(*byte, is_fraction, &mut is_inexact),
                _ => break,
            }
            rest = after;
        }
        // The dropped digits lie beyond every boundary: one more digit stands for all of it.
        if is_inexact {
            decimal.digits.multiply_and_add(10, 1);
            decimal.exponent = decimal.exponent.saturating_sub(1);
        }
        if let [_, exponent @ ..] = rest {
            decimal.exponent = decimal.exponent.saturating_add(read_exponent(exponent));
        }
        decimal
    }

    fn push(&mut self, digit: u8, is_fraction: bool, is_inexact: &mut bool) {
        let digit = u32::from(digit.wrapping_sub(b'0'));
        let is_kept = self.count < DIGITS;
        if is_kept {
            self.digits.multiply_and_add(10, digit);
            // Zeros before the first digit that counts are none.
            self.count += i32::from(self.count > 0 || digit > 0);
        } else {
            *is_inexact |= digit > 0;
        }
        let shift = i32::from(!is_kept) - i32::from(is_fraction);
        self.exponent = self.exponent.saturating_add(shift);
    }

    fn to_bits(&self) -> u64 {
        let size = self.exponent.saturating_add(self.count);
        if self.count == 0 || size < -330 {
            return 0;
        }
        if size > 310 {
            return INFINITY;
        }
        let (mut above, mut below) = (Whole(self.digits.0), Whole([0; LIMBS]));
        below.multiply_and_add(1, 1);
        let scaled = if self.exponent < 0 { &mut below } else { &mut above };
        for _ in 0..self.exponent.unsigned_abs() {
            scaled.multiply_and_add(10, 0);
        }
        round(above, below)
    }
}

fn read_exponent(text: &[u8]) -> i32 {
    let (is_negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    let add = |value: i32, digit: &u8| value.saturating_mul(10).saturating_add(i32::from(digit.wrapping_sub(b'0')));
    let value = digits.iter().fold(0, add);
    if is_negative { value.saturating_neg() } else { value }
}

/// The bits of the value nearest to `above / below`; of two, the even one.
fn round(mut above: Whole, mut below: Whole) -> u64 {
    // The quotient lies between two powers of two here; the long division below tells which half it is in.
    let estimate = above.bits() - below.bits();
    let mut last = (estimate - MANTISSA_BITS - 1).max(LOWEST);
    if last < 0 {
        above.shift_up(last.unsigned_abs());
    } else {
        below.shift_up(last.unsigned_abs());
    }
    let mut quotient = divide(&mut above, &mut below);
    let mut is_inexact = !above.is_zero();
    let mut half = false;
    if quotient >> (MANTISSA_BITS + 1) > 0 {
        // One bit too many: it is the half.
        half = quotient & 1 == 1;
        quotient >>= 1;
        last += 1;
    } else if is_inexact {
        above.shift_up(1);
        half = !above.is_less(&below);
        if half {
            above.subtract(&below);
        }
        is_inexact = !above.is_zero();
    }
    if half && (is_inexact || quotient & 1 == 1) {
        quotient += 1;
    }
    // A quotient with all its bits carries the implicit one into the exponent; one with fewer is subnormal.
    let exponent = u64::from((last - LOWEST).unsigned_abs());
    (exponent << MANTISSA_BITS).saturating_add(quotient).min(INFINITY)
}

/// The quotient, which has 54 bits at most; `above` keeps the remainder.
fn divide(above: &mut Whole, below: &mut Whole) -> u64 {
    const STEPS: u32 = 55;
    let mut quotient = 0;
    below.shift_up(STEPS);
    for _ in 0..STEPS {
        below.shift_down();
        quotient <<= 1;
        if !above.is_less(below) {
            above.subtract(below);
            quotient |= 1;
        }
    }
    quotient
}

/// A whole number, its lowest limb first. None here grows beyond its limbs: 768 digits are 2,552 bits, ten to the power of
/// 1,098 is 3,648.
#[derive(Clone, Copy)]
struct Whole([u32; LIMBS]);

impl Whole {
    fn multiply_and_add(&mut self, factor: u32, summand: u32) {
        let mut carry = u64::from(summand);
        for limb in &mut self.0 {
            carry += u64::from(*limb) * u64::from(factor);
            // The lower half; the upper one goes to the next limb.
            #[allow(clippy::cast_possible_truncation)]
            let low = carry as u32;
            *limb = low;
            carry >>= 32;
        }
    }

    fn shift_up(&mut self, bits: u32) {
        for _ in 0..bits / 16 {
            self.multiply_and_add(1 << 16, 0);
        }
        self.multiply_and_add(1 << (bits % 16), 0);
    }

    fn shift_down(&mut self) {
        let mut carry = 0;
        for limb in self.0.iter_mut().rev() {
            let low = *limb & 1;
            *limb = *limb >> 1 | carry << 31;
            carry = low;
        }
    }

    fn subtract(&mut self, other: &Self) {
        let mut borrow = false;
        for (limb, other) in self.0.iter_mut().zip(&other.0) {
            let (first, one) = limb.overflowing_sub(*other);
            let (second, two) = first.overflowing_sub(u32::from(borrow));
            (*limb, borrow) = (second, one || two);
        }
    }

    fn is_less(&self, other: &Self) -> bool {
        self.0.iter().rev().lt(other.0.iter().rev())
    }

    fn is_zero(&self) -> bool {
        self.0.iter().all(|limb| *limb == 0)
    }

    fn bits(&self) -> i32 {
        let mut bits = BITS;
        for limb in self.0.iter().rev() {
            if *limb != 0 {
                return bits - limb.leading_zeros().cast_signed();
            }
            bits -= 32;
        }
        0
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::format;
    use std::string::String;

    use super::parse;

    /// Compares with the standard library, whose own is right and may panic.
    #[track_caller]
    fn agrees(text: &str) {
        let expected: f64 = text.parse().unwrap();
        assert_eq!(parse(text).to_bits(), expected.to_bits(), "{text}");
    }

    #[test]
    fn every_digit_behind_the_kept_ones_breaks_a_tie() {
        for end in ["1", "11", "101", "0"] {
            agrees(&format!("9007199254740993.{}{end}", "0".repeat(800)));
        }
    }

    /// The number half-way between `value` and the next one, with all its digits.
    fn midpoint(value: f64) -> String {
        let [one, other] = [value, value.next_up()].map(|value| format!("{value:.1100}"));
        let (mut digits, mut carry) = (String::new(), 0);
        // The sum of both, from the last digit on; both have as many after the point, and half of it has one more.
        let width = one.len().max(other.len());
        let sum: std::vec::Vec<u8> = format!("{one:0>width$}")
            .bytes()
            .rev()
            .zip(format!("{other:0>width$}").bytes().rev())
            .map(|(one, other)| {
                if one == b'.' {
                    return one;
                }
                let sum = one - b'0' + other - b'0' + carry;
                carry = sum / 10;
                sum % 10
            })
            .collect();
        let mut rest = carry;
        for digit in sum.into_iter().rev() {
            if digit == b'.' {
                digits.push('.');
                continue;
            }
            let value = rest * 10 + digit;
            digits.push(char::from(b'0' + value / 2));
            rest = value % 2;
        }
        digits.push(char::from(b'0' + rest * 5));
        String::from(digits.trim_start_matches('0'))
    }

    #[test]
    fn half_of_the_way_to_the_next_value_is_rounded_to_the_even_one_and_the_least_more_or_less_is_not() {
        let mut bits = 0x0123_4567_89ab_cdef_u64;
        let edges = [0, 1, 2, (1 << 52) - 1, 1 << 52, 1023 << 52, (1 << 53 | 1) + (1023 << 52), 0x7fe << 52];
        for round in 0..40_usize {
            bits = bits.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
            let value = f64::from_bits(edges.get(round).copied().unwrap_or(bits >> 1));
            if !value.next_up().is_finite() {
                continue;
            }
            let middle = midpoint(value);
            let middle = format!("0{middle}");
            agrees(&middle);
            agrees(&format!("{middle}1"));
            agrees(&format!("-{middle}{}1", "0".repeat(400)));
            let less = middle.trim_end_matches(['0', '.']);
            let (start, last) = less.split_at(less.len() - 1);
            if start.contains('.') {
                agrees(&format!("{start}{}9", last.parse::<u8>().unwrap() - 1));
            }
        }
    }

    #[test]
    fn the_ends_of_the_range_are_where_the_standard_has_them() {
        for text in [
            "0",
            "-0",
            "-0.0e99",
            "0e999999999999",
            "1e999999999999",
            "-1e-999999999999",
            "5e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "9007199254740993",
            "9007199254740993.00000000000000000001",
            "123456789012345678901234567890",
            "0.1",
            "1E+2",
            "1e-7",
            "65.5",
        ] {
            agrees(text);
        }
        for length in [1, 300, 767, 768, 769, 2000] {
            agrees(&format!("1{}", "0".repeat(length)));
            agrees(&format!("0.{}1", "0".repeat(length)));
            agrees(&format!("0.{}", "9".repeat(length)));
            agrees(&format!("{}e-{length}", "7".repeat(length)));
        }
    }
}
