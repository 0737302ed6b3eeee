// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Token} from "./Token.sol";

/// One end of a bridge. It keeps what is locked and says for whom on which chain; nothing arrives there, for a drill has
/// no other chain.
contract Bridge {
    event Locked(
        address indexed token, address indexed sender, uint256 amount, uint256 targetChain, address recipient
    );

    function lock(Token token, uint256 amount, uint256 targetChain, address recipient) external {
        token.transferFrom(msg.sender, address(this), amount);
        emit Locked(address(token), msg.sender, amount, targetChain, recipient);
    }
}
