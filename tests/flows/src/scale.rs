//! Many televisions at once, each with its own bad luck.
