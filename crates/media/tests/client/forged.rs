//! What somebody sends who would pass for another.

/// A check (STUN binding request) for a peer of this name, with a wrong signature.
pub fn forged_check(name: &str) -> Vec<u8> {
    let user = format!("{name}:evil");
    let padded = user.len().div_ceil(4) * 4;
    let mut attributes = vec![0, 6];
    attributes.extend(u16::try_from(user.len()).unwrap().to_be_bytes());
    attributes.extend(user.as_bytes());
    attributes.resize(4 + padded, 0);
    attributes.extend([0, 0x24, 0, 4, 0x7e, 0, 0, 1, 0, 0x25, 0, 0]);
    attributes.extend([0x80, 0x2a, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8]);
    attributes.extend([0, 8, 0, 20]);
    attributes.extend([0xee; 20]);
    let mut check = vec![0, 1];
    check.extend(u16::try_from(attributes.len()).unwrap().to_be_bytes());
    check.extend([0x21, 0x12, 0xa4, 0x42]);
    check.extend([9; 12]);
    check.extend(attributes);
    check
}
