// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Token} from "./Token.sol";

/// What a pair of Uniswap V2 answers to.
interface Pair {
    function token0() external view returns (address);
    function getReserves() external view returns (uint112 reserve0, uint112 reserve1, uint32 timeSec);
    function swap(uint256 amount0Out, uint256 amount1Out, address to, bytes calldata data) external;
}

/// Swaps in one transaction: pays the pair and takes what its formula gives. Without a least amount, fit for drills only.
contract Router {
    /// @param amount What `token` of the pair is sold.
    function swap(Pair pair, Token token, uint256 amount, address to) external {
        (uint256 reserve0, uint256 reserve1,) = pair.getReserves();
        bool isFirst = pair.token0() == address(token);
        (uint256 reserveIn, uint256 reserveOut) = isFirst ? (reserve0, reserve1) : (reserve1, reserve0);
        uint256 paid = amount * 997;
        uint256 out = (paid * reserveOut) / (reserveIn * 1000 + paid);
        token.transferFrom(msg.sender, address(pair), amount);
        pair.swap(isFirst ? 0 : out, isFirst ? out : 0, to, "");
    }
}
