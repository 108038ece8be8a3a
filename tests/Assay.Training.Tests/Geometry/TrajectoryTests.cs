using Assay.Training.Geometry;

namespace Assay.Training.Tests.Geometry;

public sealed class TrajectoryTests
{
    [Fact]
    public void A_way_in_a_plane_keeps_its_lengths()
    {
        var found = Trajectory.Of([[1, 1, 0], [2, 1, 0], [2, 3, 0], [5, 1, 0]]);
        Assert.Equal([(0, 0), (1, 0), (1, 2), (4, 0)], found.Points.Select(point => (Math.Round(point.Along, 12), Math.Round(point.Beside, 12))));
        Assert.Equal(0, found.Outside, 1e-12);
    }

    // Of squared distances 1 + 4 + 9 from the start, the 1 lies outside.
    [Fact]
    public void What_lies_outside_of_the_plane_is_said()
    {
        var found = Trajectory.Of([[0, 0, 0], [0, 0, 1], [0, 2, 0], [3, 0, 0]]);
        Assert.Equal(1 / 14.0, found.Outside, 1e-12);
        Assert.Equal((0, 0), (Math.Round(found.Points[1].Along, 12), Math.Round(found.Points[1].Beside, 12)));
    }

    [Fact]
    public void What_does_not_move_is_a_point() => Assert.All(Trajectory.Of([[1, 2], [1, 2]]).Points, point => Assert.Equal((0, 0), point));
}
