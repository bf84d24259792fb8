/* GNUstep asks for it; the blocks runtime of Debian 12 does not have it, and parsing takes nothing from it. */
