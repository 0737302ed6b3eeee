// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Token} from "./Token.sol";

/// Where one customer of an exchange pays in. Anybody may sweep it, and all of it goes to the exchange.
contract Deposit {
    address public immutable hotWallet;

    constructor(address hotWallet_) {
        hotWallet = hotWallet_;
    }

    function sweep(Token token) external {
        token.transfer(hotWallet, token.balanceOf(address(this)));
    }
}

/// An exchange: a deposit address for each customer, and a hot wallet, a plain account, that pays withdrawals.
contract Exchange {
    address public immutable hotWallet;

    event Opened(address deposit);

    constructor(address hotWallet_) {
        hotWallet = hotWallet_;
    }

    function open() external {
        emit Opened(address(new Deposit(hotWallet)));
    }
}
