# WRONG: Each step is locked, but between the
# two the account is in debt. Whoever asks at
# that moment is refused.
"""Takes, and puts back in a second step."""

import threading


class Account:
    def __init__(self, balance):
        self.balance = balance
        self._lock = threading.Lock()

    def deposit(self, amount):
        with self._lock:
            self.balance += amount

    def withdraw(self, amount):
        with self._lock:
            self.balance -= amount
            covered = self.balance >= 0
        if not covered:
            self.deposit(amount)
        return covered


if __name__ == "__main__":
    account = Account(100)
    paid = []

    def clerk():
        paid.append(account.withdraw(80))

    clerks = [threading.Thread(target=clerk) for _ in range(2)]
    for one in clerks:
        one.start()
    for one in clerks:
        one.join()
    print(f"paid {paid.count(True)} times, {account.balance} left")
