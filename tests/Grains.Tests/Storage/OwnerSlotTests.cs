using Orkestra.Grains.Storage;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Storage;

public sealed class OwnerSlotTests
{
    [Fact]
    public void Events_are_held_while_a_pass_runs_and_replayed_in_order_after_its_answers_are_known()
    {
        var slot = new OwnerSlot("owner");
        var seen = new List<string>();

        slot.BeginPass();
        slot.Post(() => seen.Add("first event"));
        slot.Post(() => seen.Add("second event"));
        seen.ShouldBeEmpty();
        slot.EndPass(() => seen.Add("answers"));
        slot.Post(() => seen.Add("later event"));

        seen.ShouldBe(["answers", "first event", "second event", "later event"]);
    }

    [Fact]
    public void Events_are_held_until_the_last_of_overlapping_passes_ends()
    {
        var slot = new OwnerSlot("owner");
        var seen = new List<string>();
        slot.BeginPass();
        slot.BeginPass();
        slot.Post(() => seen.Add("event"));

        slot.EndPass(() => seen.Add("first pass"));
        seen.ShouldBe(["first pass"]);
        slot.EndPass(() => seen.Add("second pass"));

        seen.ShouldBe(["first pass", "second pass", "event"]);
    }

    [Fact]
    public void A_slot_in_which_nothing_is_known_is_given_up_and_a_new_one_is_made_for_the_same_owner()
    {
        var slots = new OwnerSlots();
        slots.Post("owner", _ => { });
        slots.Count.ShouldBe(0);

        slots.Post("owner", slot => slot.Listener = new Nobody());

        slots.Count.ShouldBe(1);
    }

    [Fact]
    public void What_is_held_behind_a_change_that_gives_the_slot_up_goes_into_the_owners_new_slot()
    {
        var slots = new OwnerSlots();
        var old = Occupy(slots);
        old.BeginPass();
        slots.Post("owner", slot => slot.Listener = null);
        OwnerSlot? seenIn = null;
        slots.Post("owner", slot => seenIn = slot);

        old.EndPass(() => { });

        old.IsRetired.ShouldBeTrue();
        seenIn.ShouldNotBeNull();
        seenIn.ShouldNotBeSameAs(old);
    }

    [Fact]
    public void A_held_event_that_throws_does_not_take_the_others_along()
    {
        var slot = new OwnerSlot("owner");
        var seen = 0;
        slot.BeginPass();
        slot.Post(() => throw new InvalidOperationException("bad event"));
        slot.Post(() => seen++);

        Should.Throw<AggregateException>(() => slot.EndPass(() => { }));

        seen.ShouldBe(1);
        slot.Post(() => seen++);
        seen.ShouldBe(2);
    }

    private static OwnerSlot Occupy(OwnerSlots slots)
    {
        OwnerSlot? made = null;
        slots.Post("owner", slot =>
        {
            slot.Listener = new Nobody();
            made = slot;
        });
        return made!;
    }

    private sealed class Nobody : ICustomResourceListener
    {
        public void ChildChanged()
        {
        }

        public void Contested()
        {
        }

        public void Answered()
        {
        }
    }
}
