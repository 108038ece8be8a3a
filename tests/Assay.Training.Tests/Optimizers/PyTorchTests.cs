using Assay.Training.Optimizers;

namespace Assay.Training.Tests.Optimizers;

/// <summary>Twenty steps from (1, 1, -1), on a quadratic and on a logistic loss, against PyTorch 1.13.0 in doubles.</summary>
public sealed class PyTorchTests
{
    [Theory]
    [InlineData("sgd(lr: 0.1)", 0.8180232106530659, -1.3899455698196561, -0.2464455673360041, 1.4839731282974626, 0.6512329237729292, -0.9204103305853828)]
    [InlineData("sgd(lr: 0.05, decay: 0.1)", 0.6470497742558803, -1.0479326332586816, -0.2867396129339143, 1.1760271476843562, 0.7167614187939801, -0.852523625692591)]
    [InlineData("sgd(lr: 0.05, momentum: 0.9)", 0.3431080682455153, -1.1999755035463553, -0.8536678977724125, 2.27361168839755, 0.10131614555301934, -0.8295559440685352)]
    [InlineData("sgd(lr: 0.05, momentum: 0.9, nesterov: true, decay: 0.01)", 0.7421203093211424, -1.3092489091117268, -0.5467421331205083, 2.183089954542086, 0.07934798070991703, -0.7990336629447289)]
    [InlineData("adam(lr: 0.1)", 0.21074586444849, -0.7251006588381058, 0.6004523446334449, 2.6223410046267315, -0.2757792959042922, -1.0163259494903156)]
    [InlineData("adam(lr: 0.1, beta1: 0.8, beta2: 0.95, epsilon: 1e-4, decay: 0.1)", 0.37933477962752626, -0.6534888637154401, 0.41403267358788537, 1.4558606811388322, 0.03315829749045464, -0.4379449851531997)]
    [InlineData("adamw(lr: 0.1, decay: 0.1)", 0.235615479637532, -0.7253628254479321, 0.5862527934431698, 2.327950407788302, -0.22874252355593663, -0.9789451507886775)]
    [InlineData("rmsprop(lr: 0.02)", 0.36831931506532634, -0.24135660122565622, 0.09173786907723967, 2.0748713431815444, 0.07047197849586218, -1.2076064895540464)]
    [InlineData("rmsprop(lr: 0.02, alpha: 0.9, momentum: 0.5, decay: 0.1)", 0.32946774680124535, 0.03449750136295791, -0.07149675983389757, 1.4446542156056055, 0.2189650949658654, -0.3860789613315128)]
    [InlineData("adagrad(lr: 0.2)", 0.3652934094906947, -0.22091626446608498, 0.08115524069060938, 2.055222630966694, 0.08415543475160023, -1.1822913889236002)]
    [InlineData("adagrad(lr: 0.2, lr-decay: 0.05, start: 0.5, decay: 0.1)", 0.3564743652665928, 0.00438310915041459, -0.09671577289427231, 1.350437551352841, 0.40272024613235335, -0.6375556316589605)]
    public void Twenty_steps_end_where_those_of_PyTorch_do(string text, double q0, double q1, double q2, double l0, double l1, double l2)
    {
        Assert.All(Run<double>(text, Problems.Quadratic).Zip([q0, q1, q2]), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        Assert.All(Run<double>(text, Problems.Logistic).Zip([l0, l1, l2]), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        Assert.All(Run<float>(text, Problems.Quadratic).Zip([q0, q1, q2]), pair => Assert.Equal(pair.Second, pair.First, 5e-6));
        Assert.All(Run<float>(text, Problems.Logistic).Zip([l0, l1, l2]), pair => Assert.Equal(pair.Second, pair.First, 5e-6));
    }

    private static IEnumerable<double> Run<T>(string text, Func<double[], (double, double[])> loss)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var recipe = OptimizerRecipe.Parse(text);
        var optimizer = recipe.Create<T>(3);
        T[] parameters = [T.One, T.One, -T.One];
        for (var step = 0; step < 20; step++)
        {
            optimizer.Step(parameters, new Objective<T>(loss), T.CreateChecked(recipe.RateAt(step, 20)));
        }

        Assert.Equal(new Cost(20, 0), optimizer.Spent);
        return parameters.Select(double.CreateChecked);
    }
}
