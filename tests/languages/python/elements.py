class Holder:
    def __init__(self, items: list[Item], table: "dict[str, Item]", *rest: Item, **named: Item):
#                      ^^^^^ local = @type:list[Item]
#                                         ^^^^^ local = @type:dict[str, Item]
#                                                                    ^^^^ local = @type:tuple[Item, ...]
#                                                                                  ^^^^^ local = @type:dict[str, Item]
        self.first, self.second = items
#            ^^^^^ definition.field Holder.first
#            ^ value items.@0
#                        ^ value items.@1
        self.made = [Item(number) for number in range(3)]
#            ^ value Item().@several
        self.empty = []
#            ^ value @list
        self.chosen = items[0] if items else Item()
#            ^ value items.@0|Item()
        self.found = table or {}
#            ^ value table|@dict
        rest[0].send(named["first"].name)
#               ^^^^ reference.call on rest.@0

    def walk(self):
        for place, (key, value) in enumerate(self.table.items()):
#                   ^^^ local = self.table.items().@each.@0
#                        ^^^^^ local = self.table.items().@each.@1
            value.send(key.name)
#                 ^^^^ reference.call on value
        for left, right in zip(self.first, sorted(self.second)):
#           ^^^^ local = self.first.@each
#                 ^^^^^ local = self.second.@sorted.@each
            left.meet(right.name)
        one, two = Item(), Other()
#       ^^^ local = Item()
#            ^^^ local = Other()
        kept = cast("Item", one)
#       ^^^^ local = Item().@cast
        kept.send(one.name, two.name)
        with opened() as entered, self.lock as held:
#                        ^^^^^^^ local = opened().__enter__()
#                                              ^^^^ local = self.lock.__enter__()
            entered.send(held.name)
        try:
            pass
        except (OneError, net.OtherError) as error:
#                                            ^^^^^ local = OneError()|net.OtherError()
            error.explain()



# outline: Holder, Holder.__init__, Holder.first, Holder.second, Holder.made, Holder.empty, Holder.chosen, Holder.found
# outline: Holder.walk
