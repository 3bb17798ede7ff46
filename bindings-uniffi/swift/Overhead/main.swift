import Dispatch
import Foundation
import TVPass

// What one call costs: prints a line for each work on the answer that the argument names, and the nanoseconds of its
// fastest round.

let rounds = 500
let calls: UInt64 = 100

struct Answer: Decodable {
    let profiles: [String: AnswerProfile]
}

struct AnswerProfile: Decodable {
    let notBefore: Int64
    let notAfter: Int64
    let issuer: String
    let type: String
    let attributes: [String: AnswerAttribute]
}

struct AnswerAttribute: Decodable {
    let value: AnswerValue
    let state: String
}

/// The values that the answer's attributes have.
enum AnswerValue: Decodable {
    case text(String)
    case number(Int64)
    case list([String])
    case map([String: String])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let number = try? value.decode(Int64.self) {
            self = .number(number)
        } else if let list = try? value.decode([String].self) {
            self = .list(list)
        } else {
            self = .map(try value.decode([String: String].self))
        }
    }
}

func measure(_ what: String, _ work: () throws -> Int) rethrows {
    var fastest = UInt64.max
    var results = 0
    for _ in 0..<rounds {
        let start = DispatchTime.now().uptimeNanoseconds
        for _ in 0..<calls { results &+= try work() }
        fastest = min(fastest, (DispatchTime.now().uptimeNanoseconds - start) / calls)
    }
    precondition(results > 0)
    print("swift\t\(what)\t\(fastest)")
}

let bytes = try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1]))
let body = Redacted(bytes)
let decoder = JSONDecoder()
let counts = [
    try decodeProfiles(httpStatus: 200, body: body).count, try decoder.decode(Answer.self, from: bytes).profiles.count,
]
precondition(counts == [2, 2])

measure("a call with next to nothing") { ServiceEnvironment.releaseStaging.baseUrl().utf8.count }
try measure("decode the answer, tvpass") { try decodeProfiles(httpStatus: 200, body: body).count }
try measure("decode the answer, JSONDecoder") { try decoder.decode(Answer.self, from: bytes).profiles.count }
