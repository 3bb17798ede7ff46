import Foundation
import XCTest

@testable import TVPass

/// The shared vectors.
enum Vectors {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("tests/vectors")

    /// The cases of a file, or of all files of a folder.
    static func cases(_ path: String) throws -> [Case] {
        let file = folder.appendingPathComponent(path)
        let files = file.pathExtension == "json" ? [file] : try self.files(path)
        let cases = try files.flatMap { file in
            let members = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
            let cases = try XCTUnwrap(members["cases"] as? [[String: Any]])
            return cases.map { Case(file: file.lastPathComponent, members: $0) }
        }
        XCTAssertFalse(cases.isEmpty, path)
        return cases
    }

    static func files(_ path: String) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(
            at: folder.appendingPathComponent(path), includingPropertiesForKeys: nil)
    }

    static func rows(_ path: String) throws -> [[String]] {
        let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}

struct Case {
    let file: String
    let members: [String: Any]

    var name: String { "\(file): \(text("name"))" }

    func has(_ name: String) -> Bool { members[name] != nil }

    func text(_ name: String) -> String { optionalText(name) ?? "" }

    func optionalText(_ name: String) -> String? { members[name] as? String }

    func number(_ name: String) -> Int64? { (members[name] as? NSNumber)?.int64Value }

    func part(_ name: String) -> Case { Case(file: file, members: members[name] as? [String: Any] ?? [:]) }

    func bytes(_ name: String) -> Data {
        optionalText("\(name)Base64").flatMap { Data(base64Encoded: $0) } ?? Data(text(name).utf8)
    }

    /// Fails unless `own`, in the neutral form, is what the case says.
    func expect(_ name: String, _ own: Any, line: UInt = #line) {
        let expected = members[name].map(Self.sorted) ?? "nothing"
        XCTAssertEqual(Self.sorted(own), expected, self.name, line: line)
    }

    private static func sorted(_ value: Any) -> String {
        let data = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "\(value)"
    }
}

/// The error that `work` throws.
func refusal(_ name: String, _ work: () throws -> some Any) -> TvpassError? {
    do {
        let result = try work()
        XCTFail("\(name): \(result)")
    } catch let error as TvpassError {
        return error
    } catch {
        XCTFail("\(name): \(error)")
    }
    return nil
}
