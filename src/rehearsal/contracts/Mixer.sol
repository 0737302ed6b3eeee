// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Token} from "./Token.sol";

/// A stand-in for a pool mixer, for drills only. It moves money as such a pool does, one denomination in and out, but
/// hides nothing: there is no zero-knowledge proof, and a withdrawal shows the commitment that it spends.
contract Mixer {
    Token public immutable token;
    uint256 public immutable denomination;
    mapping(bytes32 => bool) public isOpen;

    event Deposited(bytes32 commitment);
    event Withdrawn(address to, bytes32 commitment);

    error CommitmentTaken();
    error NothingCommitted();

    constructor(Token token_, uint256 denomination_) {
        token = token_;
        denomination = denomination_;
    }

    /// The commitment is the Keccak-256 hash of a secret.
    function deposit(bytes32 commitment) external {
        require(!isOpen[commitment], CommitmentTaken());
        isOpen[commitment] = true;
        token.transferFrom(msg.sender, address(this), denomination);
        emit Deposited(commitment);
    }

    /// Who knows the secret says who is paid.
    function withdraw(bytes32 secret, address to) external {
        bytes32 commitment = keccak256(abi.encode(secret));
        require(isOpen[commitment], NothingCommitted());
        isOpen[commitment] = false;
        token.transfer(to, denomination);
        emit Withdrawn(to, commitment);
    }
}
