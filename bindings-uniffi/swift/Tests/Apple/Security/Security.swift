import Foundation

// The part of Apple's Security that `KeychainStore` uses, over a keychain in memory. Core Foundation's types are those that Swift
// makes of them: here no bridge leads from one to the other.

public typealias OSStatus = Int32
public typealias CFString = String
public typealias CFTypeRef = AnyObject
public typealias CFDictionary = [CFString: Any]

public let errSecSuccess: OSStatus = 0
public let errSecParam: OSStatus = -50
public let errSecDuplicateItem: OSStatus = -25299
public let errSecItemNotFound: OSStatus = -25300
public let errSecInteractionNotAllowed: OSStatus = -25308

public let kSecClass: CFString = "class"
public let kSecClassGenericPassword: CFString = "genp"
public let kSecAttrService: CFString = "svce"
public let kSecAttrAccount: CFString = "acct"
public let kSecAttrAccessible: CFString = "pdmn"
public let kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly: CFString = "cku"
public let kSecValueData: CFString = "v_Data"
public let kSecReturnData: CFString = "r_Data"

/// The keychain, for a test: its items by class, service and account, and the attributes of each.
public enum Keychain {
    private static let lock = NSLock()
    nonisolated(unsafe) private static var items: [[CFString]: CFDictionary] = [:]
    nonisolated(unsafe) private static var locked = false

    /// Another device: without items, and unlocked or before its first unlock.
    public static func begin(isLocked: Bool = false) {
        lock.withLock { (items, locked) = ([:], isLocked) }
    }

    public static func setLocked(_ isLocked: Bool) {
        lock.withLock { locked = isLocked }
    }

    /// The attributes of every item.
    public static var all: [CFDictionary] {
        lock.withLock { Array(items.values) }
    }

    fileprivate static func with(_ query: CFDictionary, _ work: (inout CFDictionary?) -> OSStatus) -> OSStatus {
        let key = [kSecClass, kSecAttrService, kSecAttrAccount].compactMap { query[$0] as? CFString }
        guard key.count == 3 else { return errSecParam }
        return lock.withLock { locked ? errSecInteractionNotAllowed : work(&items[key]) }
    }
}

public func SecItemCopyMatching(_ query: CFDictionary, _ result: UnsafeMutablePointer<CFTypeRef?>?) -> OSStatus {
    Keychain.with(query) { item in
        guard let item else { return errSecItemNotFound }
        if query[kSecReturnData] as? Bool == true { result?.pointee = item[kSecValueData] as AnyObject }
        return errSecSuccess
    }
}

public func SecItemAdd(_ attributes: CFDictionary, _: UnsafeMutablePointer<CFTypeRef?>?) -> OSStatus {
    Keychain.with(attributes) { item in
        guard item == nil else { return errSecDuplicateItem }
        item = attributes
        return errSecSuccess
    }
}

public func SecItemUpdate(_ query: CFDictionary, _ changes: CFDictionary) -> OSStatus {
    Keychain.with(query) { item in
        guard let found = item else { return errSecItemNotFound }
        item = found.merging(changes) { _, new in new }
        return errSecSuccess
    }
}

public func SecItemDelete(_ query: CFDictionary) -> OSStatus {
    Keychain.with(query) { item in
        guard item != nil else { return errSecItemNotFound }
        item = nil
        return errSecSuccess
    }
}
