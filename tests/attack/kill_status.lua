-- tries: to end its process with a status
-- must: customer error
-- line: 9
-- says: 
-- customer: attacker
-- kills: yes
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      print("exit 3")
    end
    return 3
  end,
}
